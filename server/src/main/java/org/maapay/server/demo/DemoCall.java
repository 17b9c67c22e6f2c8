package org.maapay.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Headers;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.ProblemCode;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.json.Json;

/** Passes calls of the demo on to another of its processes. */
final class DemoCall {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI base;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  DemoCall(URI base) {
    this.base = base;
  }

  /** Passes {@code body} on and the answer back. */
  Reply post(String path, Json.Obj body) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.write()))
            .build();
    try {
      var answer = client.send(request, BodyHandlers.ofByteArray());
      var type = answer.headers().firstValue("content-type").orElse("application/json");
      return new Answer(
          answer.statusCode(),
          Headers.of("Content-Type", type, "Cache-Control", "no-store"),
          answer.body());
    } catch (IOException e) {
      return Problem.of(ProblemCode.UNAVAILABLE, "Another process of the demo does not answer.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Problem.of(ProblemCode.UNAVAILABLE, "The demo is stopping.");
    }
  }
}
