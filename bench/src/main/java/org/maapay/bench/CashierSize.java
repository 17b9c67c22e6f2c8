package org.maapay.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** What a payer's phone downloads to pay: every file of cashier and keypad, as it is served. */
final class CashierSize {
  private static final Pattern ASSET =
      Pattern.compile(
          "[\"'(`]((?:\\./|/)?(?:[\\w-]+/)*[\\w.-]+\\.(?:js|css|svg|woff2|png))[\")'`]");
  private static final int BUDGET = 60_000;

  private final HttpClient http;
  private long octets;
  private int files;

  private CashierSize(HttpClient http) {
    this.http = http;
  }

  /**
   * Sums up the compressed sizes.
   *
   * @param payUrl a payable order's page
   */
  static Figure measure(HttpClient http, URI payUrl, URI keypadPage)
      throws IOException, InterruptedException {
    var size = new CashierSize(http);
    size.walk(payUrl);
    size.walk(keypadPage);
    var more = Map.<String, Object>of("files", size.files, "budgetBytes", BUDGET);
    return new Figure("cashier-size", size.octets, "bytes", Optional.empty(), more);
  }

  private void walk(URI page) throws IOException, InterruptedException {
    var seen = new HashSet<URI>();
    var next = new ArrayDeque<URI>();
    next.add(page);
    while (!next.isEmpty()) {
      var place = next.remove();
      if (!seen.add(place)) {
        continue;
      }
      var text = fetch(place, place.equals(page));
      var found = ASSET.matcher(text);
      while (found.find()) {
        var name = found.group(1);
        next.add(name.startsWith("./") ? place.resolve(name) : place.resolve("/").resolve(name));
      }
    }
  }

  private String fetch(URI place, boolean isPage) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(place).header("Accept-Encoding", "gzip").build();
    var answer = http.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      if (isPage) {
        throw new IOException("a page answered " + answer.statusCode());
      }
      return ""; // A name in the code that is no file of its own.
    }
    octets += answer.body().length;
    files++;
    var zipped = answer.headers().firstValue("content-encoding").orElse("").equals("gzip");
    try (var body = new ByteArrayInputStream(answer.body())) {
      var plain = zipped ? new GZIPInputStream(body).readAllBytes() : body.readAllBytes();
      return new String(plain, StandardCharsets.UTF_8);
    }
  }
}
