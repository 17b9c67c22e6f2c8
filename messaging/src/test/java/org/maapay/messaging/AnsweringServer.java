package org.maapay.messaging;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An operator that gives the answers it was told to give, and keeps what it was asked. */
public final class AnsweringServer implements AutoCloseable {
  private final HttpServer server;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<Call> calls = new ArrayList<>();

  private record Answer(int status, String contentType, String body) {}

  /** What was asked; header names in lower case. */
  public record Call(String line, Map<String, String> headers, String body) {
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  public AnsweringServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            exchange
                .getRequestHeaders()
                .forEach((name, values) -> headers.put(name, values.getFirst()));
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            synchronized (calls) {
              calls.add(
                  new Call(
                      exchange.getRequestMethod() + " " + exchange.getRequestURI(), headers, body));
            }
            var answer = answers.remove();
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void say(int status, String contentType, String body) {
    answers.add(new Answer(status, contentType, body));
  }

  public Call last() {
    synchronized (calls) {
      return calls.getLast();
    }
  }

  /** All that was asked, in order. */
  public List<Call> all() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  public int calls() {
    synchronized (calls) {
      return calls.size();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
