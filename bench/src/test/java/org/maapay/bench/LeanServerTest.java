package org.maapay.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeanServerTest {
  @Test
  void requests_on_one_connection_are_answered_in_turn() throws IOException {
    try (var server = LeanServer.start(LeanServerTest::echo)) {
      var http = new LeanHttp();
      for (var text : new String[] {"one", "zwei 二", ""}) {
        var request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/a?b"))
                .header("X-Who", "me")
                .POST(BodyPublishers.ofString(text))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("content-type")).contains("text/plain");
        assertThat(answer.body()).isEqualTo("POST /a?b me " + text);
      }
    }
  }

  private static LeanServer.Reply echo(LeanServer.Call call) {
    var who = call.headers().getOrDefault("x-who", List.of("nobody")).getFirst();
    var text =
        call.method() + " " + call.target() + " " + who + " " + new String(call.body(), UTF_8);
    return new LeanServer.Reply(201, "text/plain", text.getBytes(UTF_8));
  }
}
