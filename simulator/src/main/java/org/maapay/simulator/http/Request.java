package org.maapay.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.maapay.messaging.Bytes;

/**
 * A request as it came.
 *
 * @param path raw, still percent-encoded
 * @param query raw, empty if there is none
 * @param headers names in any case
 */
public record Request(
    String method, String path, String query, Map<String, List<String>> headers, Bytes body) {
  public Request {
    var ignoringCase = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    ignoringCase.putAll(headers);
    headers = ignoringCase;
  }

  /** The header's first value. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** The decoded value of a query parameter. */
  public Optional<String> parameter(String name) {
    for (var pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && decode(pair.substring(0, equals)).equals(name)) {
        return Optional.of(decode(pair.substring(equals + 1)));
      }
    }
    return Optional.empty();
  }

  public boolean is(String wantedMethod, String wantedPath) {
    return method.equals(wantedMethod) && path.equals(wantedPath);
  }

  /** The groups of {@code pattern} if it matches the whole path. */
  public Optional<MatchResult> match(Pattern pattern) {
    var matcher = pattern.matcher(path);
    return matcher.matches() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
  }

  /** Path and query as they came. */
  public String target() {
    return query.isEmpty() ? path : path + "?" + query;
  }

  public String text() {
    return new String(body.toArray(), StandardCharsets.UTF_8);
  }

  public boolean json() {
    return header("content-type").orElse("").toLowerCase(Locale.ROOT).contains("json");
  }

  /** Percent-decodes; a plus stays a plus, as in paths. */
  public static String decodePath(String text) {
    return decode(text.replace("+", "%2B"));
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
