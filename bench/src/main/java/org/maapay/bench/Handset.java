package org.maapay.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A handset of the simulator: what its holder writes and what appears on it, and when. */
final class Handset implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DATA = "data:";

  private final HttpClient http;
  private final URI origin;
  private final String mobileNo;
  private final InstantSource clock;
  private final LinkedBlockingQueue<Shown> shown = new LinkedBlockingQueue<>();
  private final Stream<String> events;
  private final Thread reader;

  /** A message to the user and when it was there. */
  record Shown(JsonNode message, Instant at) {
    /** Everything in it, as text. */
    String text() {
      return message.toString();
    }
  }

  Handset(HttpClient http, URI origin, String mobileNo, InstantSource clock) throws IOException {
    this.http = http;
    this.origin = origin;
    this.mobileNo = mobileNo;
    this.clock = clock;
    var request =
        HttpRequest.newBuilder(place("/api/events")).header("Accept", "text/event-stream").build();
    try {
      this.events = http.send(request, BodyHandlers.ofLines()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
    this.reader = Thread.ofVirtual().start(this::read);
  }

  /** The chatbot named {@code name} in the user's list. */
  String chatbot(String name) throws IOException {
    var request = HttpRequest.newBuilder(place("/api/conversations")).build();
    return send(request)
        .valueStream()
        .filter(conversation -> conversation.path("name").asString("").equals(name))
        .map(conversation -> conversation.path("chatbot").asString())
        .findFirst()
        .orElseThrow(() -> new IOException("the handset has no chatbot " + name));
  }

  void write(String chatbot, String text) throws IOException {
    post(Map.of("chatbot", chatbot, "text", text));
  }

  /** Taps a suggested reply. */
  void tap(String chatbot, JsonNode reply) throws IOException {
    var response = Map.of("reply", reply);
    post(Map.of("chatbot", chatbot, "response", response));
  }

  /** Waits for a message to the user that {@code wanted} accepts; the others are passed over. */
  Shown await(Predicate<Shown> wanted, Duration patience) throws IOException {
    var deadline = System.nanoTime() + patience.toNanos();
    try {
      while (true) {
        var left = deadline - System.nanoTime();
        var next = shown.poll(Math.max(left, 0), TimeUnit.NANOSECONDS);
        if (next == null) {
          throw new IOException("the message did not come within " + patience);
        }
        if (wanted.test(next)) {
          return next;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  @Override
  public void close() {
    events.close();
    reader.interrupt();
  }

  private void read() {
    try {
      events.filter(line -> line.startsWith(DATA)).forEach(this::take);
    } catch (UncheckedIOException closed) {
      shown.clear();
    }
  }

  private void take(String line) {
    var at = clock.instant();
    var event = JSON.readTree(line.substring(DATA.length()));
    if (event.path("direction").asString("").equals("in")) {
      shown.add(new Shown(event, at));
    }
  }

  private void post(Map<String, Object> message) throws IOException {
    send(
        HttpRequest.newBuilder(place("/api/messages"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(message)))
            .build());
  }

  private JsonNode send(HttpRequest request) throws IOException {
    try {
      var answer = http.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException("the handset answered " + answer.statusCode());
      }
      return JSON.readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private URI place(String path) {
    return origin.resolve(path + "?msisdn=" + mobileNo);
  }
}
