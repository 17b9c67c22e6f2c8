package org.maapay.simulator.terminal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.maapay.simulator.http.Reply;

/** Passes on what the platform's sandbox tells about an order. */
final class Timelines {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Platform platform;

  Timelines(Platform platform) {
    this.platform = platform;
  }

  Reply of(String payOrderNo) {
    if (!payOrderNo.matches("[0-9A-Za-z_-]{1,64}")) {
      return Reply.problem(400, "request-invalid", "Give payOrderNo.");
    }
    var url =
        URI.create(platform.baseUrl() + "/sandbox/payment-orders/" + payOrderNo + "/timeline");
    try {
      var response =
          platform
              .http()
              .send(HttpRequest.newBuilder(url).timeout(TIMEOUT).build(), BodyHandlers.ofString());
      return Reply.text(
          response.statusCode(),
          response.headers().firstValue("content-type").orElse("application/json"),
          response.body());
    } catch (IOException _) {
      return Reply.problem(502, "platform-unreachable", "The platform does not answer.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Reply.problem(503, "ending", "The simulator is ending.");
    }
  }
}
