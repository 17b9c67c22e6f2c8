package org.maapay.payer;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The agreed address of a card's pay action (5.1.3-2): {@code
 * https://cashier/pay/<payOrderNo>?sdk=<token>}. A client that carries the SDK of that cashier's
 * institution raises it; any other client opens the very address in its web view, where the
 * institution's page takes the same token.
 *
 * @param origin the institution's cashier
 */
public record ActionUrl(String origin, String payOrderNo, String sdkToken) {
  private static final Pattern PATH = Pattern.compile("/pay/(\\d{31})");
  private static final Pattern QUERY =
      Pattern.compile("(?:[^&]*&)*sdk=([A-Za-z0-9._-]{1,64})(?:&.*)?");

  /** Reads an address; empty if it is an ordinary one. */
  public static Optional<ActionUrl> parse(String url) {
    try {
      var parts = URI.create(url);
      var path = PATH.matcher(parts.getRawPath() == null ? "" : parts.getRawPath());
      var query = QUERY.matcher(parts.getRawQuery() == null ? "" : parts.getRawQuery());
      boolean isWeb = "https".equals(parts.getScheme()) || "http".equals(parts.getScheme());
      if (!isWeb || parts.getRawUserInfo() != null || !path.matches() || !query.matches()) {
        return Optional.empty();
      }
      var origin = parts.getScheme() + "://" + parts.getRawAuthority();
      return Optional.of(new ActionUrl(origin, path.group(1), query.group(1)));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  /** The token opens a payment; it is not for logs. */
  @Override
  public String toString() {
    return "ActionUrl[" + origin + ", " + payOrderNo + "]";
  }
}
