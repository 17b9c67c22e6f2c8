package org.maapay.simulator.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.maapay.messaging.Bytes;
import org.maapay.simulator.http.Reply;

/** The handset page as it was built into the class path. */
final class PageFiles {
  private static final String FOLDER = "/web/handset";
  private static final Pattern PLAIN = Pattern.compile("(?:/[0-9A-Za-z_-][0-9A-Za-z._-]*)+");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "woff2", "font/woff2",
          "json", "application/json",
          "webmanifest", "application/manifest+json");

  private final String policy;

  /**
   * Serves pages that may frame the cashier and show files of the operators.
   *
   * @param cashierOrigin the only places, with spaces between, whose pages may stand in the webview
   *     sheet
   * @param mediaOrigins whence pictures, sounds and films may come
   */
  PageFiles(String cashierOrigin, List<String> mediaOrigins) {
    var media = String.join(" ", mediaOrigins);
    this.policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "font-src 'self'; manifest-src 'self'; img-src 'self' data: blob: "
            + media
            + "; media-src 'self' "
            + media
            + "; frame-src "
            + cashierOrigin
            + "; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";
  }

  /** A file, or the page itself for {@code /}; empty if there is none. */
  Optional<Reply> find(String path) {
    var name = path.equals("/") ? "/index.html" : path;
    if (!PLAIN.matcher(name).matches()) {
      return Optional.empty();
    }
    try (var in = PageFiles.class.getResourceAsStream(FOLDER + name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new Reply.Whole(200, headers(name), Bytes.of(in.readAllBytes())));
    } catch (IOException failure) {
      throw new UncheckedIOException("a file of the page could not be read", failure);
    }
  }

  private Map<String, String> headers(String name) {
    var headers = new LinkedHashMap<String, String>();
    var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    headers.put("content-type", type == null ? "application/octet-stream" : type);
    headers.put("x-content-type-options", "nosniff");
    headers.put("referrer-policy", "no-referrer");
    headers.put("content-security-policy", policy);
    headers.put("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()");
    // hashed names never change their content
    boolean hashed = name.startsWith("/assets/");
    headers.put("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-store");
    return headers;
  }
}
