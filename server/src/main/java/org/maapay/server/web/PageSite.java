package org.maapay.server.web;

import java.util.List;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Headers;
import org.maapay.edge.http.Request;

/** A page's files together with the calls it makes: one origin, one strict policy. */
public final class PageSite implements Site {
  private static final Headers ASSET_HEADERS =
      Headers.of(
          "Cache-Control", "public, max-age=31536000, immutable",
          "X-Content-Type-Options", "nosniff",
          "Cross-Origin-Resource-Policy", "same-origin");

  private final PageFiles files;
  private final String document;
  private final List<String> documentPaths;
  private final Headers documentHeaders;
  private final Site api;

  /**
   * @param page what is served where
   * @param api the page's calls
   */
  public PageSite(Page page, Site api) {
    this.files = PageFiles.of(page.name(), page.institution());
    this.document = page.document();
    this.documentPaths = page.documentPaths();
    this.documentHeaders = documentHeaders(page);
    this.api = api;
  }

  /**
   * A page.
   *
   * @param name its resource folder under {@code /web}
   * @param document the file that is the document
   * @param documentPaths the paths that show it; one that ends in a slash stands for all below it
   * @param institution what the document calls the institution
   * @param frames what it may show in frames, {@code 'none'} for nothing
   * @param frameAncestors who may show it in a frame, {@code 'none'} for nobody
   */
  public record Page(
      String name,
      String document,
      List<String> documentPaths,
      String institution,
      String frames,
      String frameAncestors) {}

  @Override
  public Answer serve(Request request) {
    if (request.method().equals("GET")) {
      if (isDocument(request.path())) {
        return files.find(document, request, documentHeaders).orElseThrow();
      }
      var asset = files.find(request.path(), request, ASSET_HEADERS);
      if (asset.isPresent() && !request.path().equals(document)) {
        return asset.get();
      }
    }
    return api.serve(request);
  }

  private boolean isDocument(String path) {
    return documentPaths.stream()
        .anyMatch(shown ->
            shown.endsWith("/")
                ? path.startsWith(shown) && path.length() > shown.length()
                : path.equals(shown));
  }

  private Headers documentHeaders(Page page) {
    var policy =
        "default-src 'none'; script-src 'self'"
            + files.inlineDigests(page.document(), "script")
            + "; style-src 'self'"
            + files.inlineDigests(page.document(), "style")
            + "; img-src 'self' data:; connect-src 'self'; frame-src "
            + page.frames()
            + "; frame-ancestors "
            + page.frameAncestors()
            + "; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";
    return Headers.of(
        "Cache-Control", "no-store",
        "Content-Security-Policy", policy,
        "X-Content-Type-Options", "nosniff",
        "Referrer-Policy", "no-referrer",
        "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
  }
}
