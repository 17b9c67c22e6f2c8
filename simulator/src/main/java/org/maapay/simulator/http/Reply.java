package org.maapay.simulator.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.maapay.messaging.Bytes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What goes back. */
public sealed interface Reply {
  int status();

  Map<String, String> headers();

  /** All at once. */
  record Whole(int status, Map<String, String> headers, Bytes body) implements Reply {}

  /** Bit by bit, until the writer returns or the other side is gone. */
  record Streamed(int status, Map<String, String> headers, Writer writer) implements Reply {}

  /** Writes a stream; an IOException says that nobody listens any more. */
  interface Writer {
    void writeTo(OutputStream out) throws IOException, InterruptedException;
  }

  static Whole json(int status, JsonNode body) {
    return text(status, "application/json; charset=utf-8", body.toString());
  }

  static Whole text(int status, String contentType, String text) {
    return new Whole(
        status,
        Map.of("content-type", contentType),
        Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  static Whole empty(int status) {
    return new Whole(status, Map.of(), Bytes.NONE);
  }

  /** A problem in one sentence for people. */
  static Whole problem(int status, String detail) {
    return text(status, "text/plain; charset=utf-8", detail + "\n");
  }

  /** A problem (RFC 9457) in one sentence; {@code code} names it for programs. */
  static Whole problem(int status, String code, String detail) {
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "about:blank")
            .put("status", status)
            .put("code", code)
            .put("detail", detail);
    return text(status, "application/problem+json; charset=utf-8", json.toString());
  }

  /** The same with one more header. */
  default Reply with(String name, String value) {
    var more = new LinkedHashMap<>(headers());
    more.put(name, value);
    return switch (this) {
      case Whole(var status, _, var body) -> new Whole(status, more, body);
      case Streamed(var status, _, var writer) -> new Streamed(status, more, writer);
    };
  }
}
