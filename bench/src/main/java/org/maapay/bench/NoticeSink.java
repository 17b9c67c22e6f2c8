package org.maapay.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A merchant that accepts every callback, so that the platform's work ends with it. */
final class NoticeSink implements AutoCloseable {
  private static final String PATH = "/bench/notice";
  private static final byte[] SUCCESS =
      "{\"noticeResult\":\"SUCCESS\"}".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<String> notifications = ConcurrentHashMap.newKeySet();

  NoticeSink() throws IOException {
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    server.createContext(PATH, this::accept);
    server.setExecutor(threads);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
  }

  /** How many different notifications came. */
  int count() {
    return notifications.size();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void accept(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      Optional.ofNullable(exchange.getRequestHeaders().getFirst("Notification-Id"))
          .ifPresent(notifications::add);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, SUCCESS.length);
      exchange.getResponseBody().write(SUCCESS);
    }
  }
}
