package org.maapay.conformance.target;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.maapay.conformance.wire.RawRequest;
import org.maapay.conformance.wire.RawRequest.Header;

/** A merchant's receiving side on a loopback port: an inbox per order, answering as it is told. */
public final class Callbacks implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Inbox> inboxes = new ConcurrentHashMap<>();

  Callbacks() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no loopback port is free", e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/notice/", this::receive);
    server.start();
  }

  /** What an inbox answers: a status and a body. */
  public record Reply(int status, String body) {
    public static final Reply SUCCESS = new Reply(200, "{\"noticeResult\":\"SUCCESS\"}");
  }

  /** Opens an inbox that gives the replies in order, then SUCCESS. */
  public Inbox open(Reply... replies) {
    var token = UUID.randomUUID().toString();
    var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/notice/" + token;
    var inbox = new Inbox(url, new ArrayList<>(List.of(replies)));
    inboxes.put(token, inbox);
    return inbox;
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var uri = exchange.getRequestURI().toString();
      var inbox = inboxes.get(uri.replaceFirst("^/notice/", ""));
      var headers = new ArrayList<Header>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> values.forEach(v -> headers.add(new Header(name, v))));
      var body = exchange.getRequestBody().readAllBytes();
      var request = new RawRequest(exchange.getRequestMethod(), uri, headers, body);
      var reply = inbox == null ? new Reply(404, "") : inbox.take(new Notice(request));
      var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
