package org.maapay.messaging;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A callback as it came, whatever server took it.
 *
 * @param path raw, still percent-encoded, without the query; anything may stand before the
 *     operator's own part
 * @param headers names in any case
 */
public record UplinkRequest(
    String method, String path, Map<String, List<String>> headers, Bytes body) {
  public UplinkRequest {
    var ignoringCase = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> {
      if (name != null) {
        ignoringCase.put(name, List.copyOf(values));
      }
    });
    headers = ignoringCase;
  }

  public static UplinkRequest of(
      String method, String path, Map<String, List<String>> headers, byte[] body) {
    return new UplinkRequest(method, path, headers, Bytes.of(body));
  }

  /** The header's only value; empty if there is none or more than one. */
  public Optional<String> header(String name) {
    var values = headers.getOrDefault(name, List.of());
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }
}
