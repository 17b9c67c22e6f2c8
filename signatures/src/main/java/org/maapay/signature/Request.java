package org.maapay.signature;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * A request as RFC 9421 sees it. Path and query are the raw octets of the request line; the
 * authority is the received Host.
 */
public record Request(
    String method,
    String scheme,
    String authority,
    String path,
    Optional<String> query,
    FieldLines fields)
    implements Message {

  public Request {
    scheme = scheme.toLowerCase(Locale.ROOT);
    authority = normalised(scheme, authority);
    path = path.isEmpty() ? "/" : path;
  }

  /** Describes a request to {@code target} as its receiver will see it. */
  public static Request to(String method, URI target, FieldLines fields) {
    return new Request(
        method,
        String.valueOf(target.getScheme()),
        String.valueOf(target.getRawAuthority()),
        String.valueOf(target.getRawPath()),
        Optional.ofNullable(target.getRawQuery()),
        fields);
  }

  /**
   * Describes a received request from its request line and Host.
   *
   * @param target the raw request target in origin form, for example {@code /v1/bills?date=1}
   */
  public static Request received(
      String method, String scheme, String host, String target, FieldLines fields) {
    int question = target.indexOf('?');
    return question < 0
        ? new Request(method, scheme, host, target, Optional.empty(), fields)
        : new Request(
            method,
            scheme,
            host,
            target.substring(0, question),
            Optional.of(target.substring(question + 1)),
            fields);
  }

  /** Returns this request with one header line more. */
  public Request with(String name, String value) {
    return new Request(method, scheme, authority, path, query, fields.with(name, value));
  }

  private static String normalised(String scheme, String authority) {
    var lowerCase = authority.toLowerCase(Locale.ROOT);
    var defaultPort = scheme.equals("http") ? ":80" : scheme.equals("https") ? ":443" : null;
    return defaultPort != null && lowerCase.endsWith(defaultPort)
        ? lowerCase.substring(0, lowerCase.length() - defaultPort.length())
        : lowerCase;
  }
}
