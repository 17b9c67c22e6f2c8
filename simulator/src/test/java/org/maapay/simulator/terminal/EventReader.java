package org.maapay.simulator.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page's side of the event stream. */
final class EventReader implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  /** An event as it came; {@code id} is empty if it has none. */
  record Event(String id, String kind, JsonNode data) {}

  EventReader(URI url, @Nullable String lastEventId) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(url);
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    var response = http.send(request.build(), BodyHandlers.ofInputStream());
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .startsWith("text/event-stream");
    var reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    // the first line says that the stream is live
    assertThat(reader.readLine()).isEqualTo("retry: 1000");
    Thread.startVirtualThread(() -> read(reader));
  }

  private void read(BufferedReader reader) {
    var id = "";
    var kind = "";
    try {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          kind = line.substring(7);
        } else if (line.startsWith("data: ")) {
          events.add(new Event(id, kind, JSON.readTree(line.substring(6))));
          id = "";
        }
      }
    } catch (IOException _) {
      // the stream ended
    }
  }

  /** The next event of a kind; others before it are passed over. */
  Event next(String kind) throws InterruptedException {
    while (true) {
      var event = events.poll(5, TimeUnit.SECONDS);
      assertThat(event).as("an event " + kind).isNotNull();
      if (Objects.requireNonNull(event).kind().equals(kind)) {
        return event;
      }
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
