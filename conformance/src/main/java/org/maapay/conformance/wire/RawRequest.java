package org.maapay.conformance.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * A request exactly as it goes out: nothing is added, ordered, escaped or checked but {@code
 * Connection: close}.
 *
 * @param target the request target's raw octets, query included
 */
@SuppressWarnings("ArrayRecordComponent") // raw octets; never compared
public record RawRequest(String method, String target, List<Header> headers, byte[] body) {
  /** A header line; names may repeat. */
  public record Header(String name, String value) {}

  public RawRequest {
    headers = List.copyOf(headers);
  }

  /** The same with one more header line. */
  public RawRequest with(String name, String value) {
    var more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new RawRequest(method, target, more, body);
  }

  /** The same without a header. */
  public RawRequest without(String name) {
    return new RawRequest(
        method,
        target,
        headers.stream().filter(h -> !h.name().equalsIgnoreCase(name)).toList(),
        body);
  }

  /** The same with a header's lines replaced by one. */
  public RawRequest replacing(String name, String value) {
    return without(name).with(name, value);
  }

  /** The same with other bytes and their length. */
  public RawRequest withBody(byte[] other) {
    return new RawRequest(method, target, headers, other)
        .replacing("Content-Length", Integer.toString(other.length));
  }

  /** The value of a header that stands once. */
  public String header(String name) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
