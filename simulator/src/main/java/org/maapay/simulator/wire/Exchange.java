package org.maapay.simulator.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer between two parties.
 *
 * @param subject the order it is about, where that is known
 * @param attempt 1 for the first
 */
public record Exchange(Hop hop, Sent sent, Got got, @Nullable String subject, int attempt) {
  public static Exchange of(Hop hop, Sent sent, Got got) {
    return new Exchange(hop, sent, got, null, 1);
  }

  public Exchange about(@Nullable String order) {
    return new Exchange(hop, sent, got, order, attempt);
  }

  public Exchange attempt(int number) {
    return new Exchange(hop, sent, got, subject, number);
  }

  /** Which wire, and between whom, in names for people. */
  public record Hop(Link link, String from, String to) {}

  public record Sent(String method, String url, Map<String, String> headers, String body) {}

  /** The answer; status 0 if there was none. */
  public record Got(int status, Map<String, String> headers, String body) {
    public static Got nothing(String why) {
      return new Got(0, Map.of(), why);
    }
  }

  /** The wires that can be watched. */
  public enum Link {
    /** An operator's JSON: downlink, uplink, report. */
    OPERATOR,
    /** Chatbot content on its way to or from a handset. */
    CARD,
    /** A signed call of the merchant interface and its answer. */
    PLATFORM,
    /** The platform's notification to a merchant. */
    CALLBACK,
    /** Between the platform and an institution besides, at which it is a merchant. */
    INSTITUTION,
    /** Between a payer's SDK and its institution. */
    SDK,
    /** Between an institution and the clearing house. */
    BANK
  }

  /** Headers with their values joined, names in lower case. */
  public static Map<String, String> joined(Map<String, List<String>> headers) {
    var joined = new TreeMap<String, String>();
    headers.forEach(
        (name, values) -> joined.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
    return joined;
  }
}
