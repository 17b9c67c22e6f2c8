package org.maapay.edge.http;

import java.nio.charset.StandardCharsets;
import org.maapay.edge.http.json.Json;

/** What goes back on the wire: status, header fields and the octets of the body. */
public final class Answer implements Reply {
  private final int status;
  private final Headers headers;
  private final byte[] body;

  public Answer(int status, Headers headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** A success (200) with a JSON body. */
  public static Answer ok(Json body) {
    return json(200, body);
  }

  /** A JSON body, never to be kept by a cache. */
  public static Answer json(int status, Json body) {
    return new Answer(
        status,
        Headers.of("Content-Type", "application/json", "Cache-Control", "no-store"),
        body.write().getBytes(StandardCharsets.UTF_8));
  }

  public int status() {
    return status;
  }

  public Headers headers() {
    return headers;
  }

  /** The octets of the body; shared, not copied. */
  public byte[] body() {
    return body;
  }

  /** The body as text, for bodies that are text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** This answer and one more header line. */
  public Answer with(String name, String value) {
    return new Answer(status, headers.with(name, value), body);
  }

  @Override
  public String toString() {
    return status + " " + headers;
  }
}
