package org.maapay.conformance.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.maapay.conformance.wire.RawAnswer;
import org.maapay.conformance.wire.RawCaller;
import org.maapay.conformance.wire.RawRequest;
import org.maapay.conformance.wire.RawRequest.Header;
import org.maapay.conformance.wire.SignatureDraft;

/** The demo merchant's page on which its staff decide about refunds, used as a form. */
public final class Review {
  private static final Pattern FORM = Pattern.compile("<form[^>]*>(.*?)</form>", Pattern.DOTALL);
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

  private final URI page;
  private final RawCaller caller;

  Review(Demo.Party merchant, InstantSource clock) {
    this.page = URI.create(merchant.bankReturnUrl()).resolve("/review");
    this.caller = new RawCaller(clock);
  }

  /** Presses "approve" for the wish that stands first. */
  public RawAnswer approveNewest() {
    var html = send("GET", page.getPath(), "").text();
    var form = FORM.matcher(html);
    if (!form.find()) {
      throw new AssertionError("no refund waits for a review: " + html);
    }
    var fields = new StringBuilder("decision=approve");
    for (var input = HIDDEN.matcher(form.group(1)); input.find(); ) {
      fields.append('&').append(input.group(1)).append('=');
      fields.append(URLEncoder.encode(input.group(2), UTF_8));
    }
    return send("POST", page.getPath(), fields.toString());
  }

  private RawAnswer send(String method, String path, String body) {
    var bytes = body.getBytes(UTF_8);
    var request =
        new RawRequest(
            method,
            path,
            List.of(
                new Header("Host", SignatureDraft.hostOf(page)),
                new Header("Origin", "http://" + SignatureDraft.hostOf(page)),
                new Header("Content-Type", "application/x-www-form-urlencoded"),
                new Header("Content-Length", Integer.toString(bytes.length))),
            bytes);
    return caller.send(page, request);
  }
}
