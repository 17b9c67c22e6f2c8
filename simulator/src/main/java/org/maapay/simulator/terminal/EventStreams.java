package org.maapay.simulator.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.PhoneNumber;
import org.maapay.simulator.http.Reply;
import tools.jackson.databind.JsonNode;

/**
 * The pages that listen (server-sent events). One that reads too slowly is cut off: it comes back.
 */
final class EventStreams {
  private static final int WAITING = 2000;
  private static final int HEARTBEAT_SECONDS = 15;
  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /**
   * Something that happened.
   *
   * @param sequence a message's place, by which a page that comes back says what it has; else null
   */
  record Event(String kind, @Nullable Long sequence, String data) {
    static Event of(String kind, JsonNode data) {
      return new Event(kind, null, data.toString());
    }

    static Event of(Message message) {
      return new Event("message", message.sequence(), message.event().toString());
    }

    byte[] bytes() {
      var id = sequence == null ? "" : "id: " + sequence + "\n";
      return (id + "event: " + kind + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
  }

  /** What a page missed while it was away. */
  interface Missed {
    List<Event> events();
  }

  private static final class Listener {
    private final PhoneNumber number;
    private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(WAITING);
    private volatile boolean cutOff;

    Listener(PhoneNumber number) {
      this.number = number;
    }
  }

  void publish(PhoneNumber number, Event event) {
    for (var listener : listeners) {
      if (listener.number.equals(number)) {
        offer(listener, event);
      }
    }
  }

  void publishToAll(Event event) {
    listeners.forEach(listener -> offer(listener, event));
  }

  private static void offer(Listener listener, Event event) {
    if (!listener.queue.offer(event)) {
      listener.cutOff = true;
    }
  }

  /** A stream of what happens from now on, after what was missed. */
  Reply stream(PhoneNumber number, Missed missed) {
    var headers =
        Map.of("content-type", "text/event-stream; charset=utf-8", "cache-control", "no-store");
    return new Reply.Streamed(200, headers, out -> listen(number, missed, out));
  }

  private void listen(PhoneNumber number, Missed missed, OutputStream out)
      throws IOException, InterruptedException {
    var listener = new Listener(number);
    // listening first: what happens meanwhile is told twice rather than never
    listeners.add(listener);
    try {
      out.write("retry: 1000\n\n".getBytes(StandardCharsets.UTF_8));
      long last = 0;
      for (var event : missed.events()) {
        out.write(event.bytes());
        last = event.sequence() == null ? last : event.sequence();
      }
      out.flush();
      while (!listener.cutOff) {
        var event = listener.queue.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
          out.write(HEARTBEAT);
        } else if (event.sequence() == null || event.sequence() > last) {
          out.write(event.bytes());
        }
        if (listener.queue.isEmpty()) {
          out.flush();
        }
      }
    } finally {
      listeners.remove(listener);
    }
  }
}
