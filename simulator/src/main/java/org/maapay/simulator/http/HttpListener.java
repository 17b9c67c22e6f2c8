package org.maapay.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.maapay.messaging.Bytes;
import org.maapay.simulator.http.Reply.Streamed;
import org.maapay.simulator.http.Reply.Whole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port on which one handler answers, each request on a virtual thread of its own. */
public final class HttpListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
  private static final int BACKLOG = 512;

  static {
    // without it every small answer waits 40 ms for the other side's acknowledgement
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpListener(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /** Answers a request. What it throws becomes a 500 that shows nothing of the inside. */
  public interface Handler {
    Reply handle(Request request) throws SQLException;
  }

  /**
   * Starts to listen; port 0 takes any free one.
   *
   * @param largestBody in bytes; a larger one gets 413
   */
  public static HttpListener start(InetSocketAddress address, int largestBody, Handler handler)
      throws IOException {
    var server = HttpServer.create(address, BACKLOG);
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/", exchange -> serve(exchange, largestBody, handler));
    server.start();
    return new HttpListener(server, threads);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void serve(HttpExchange exchange, int largestBody, Handler handler)
      throws IOException {
    try (exchange) {
      var bytes = exchange.getRequestBody().readNBytes(largestBody + 1);
      var reply =
          bytes.length > largestBody
              ? Reply.problem(
                  413, "body-too-large", "The body has more than " + largestBody + " bytes.")
              : answer(request(exchange, bytes), handler);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      switch (reply) {
        case Whole(var status, _, var body) -> {
          boolean none = body.size() == 0 || exchange.getRequestMethod().equals("HEAD");
          exchange.sendResponseHeaders(status, none ? -1 : body.size());
          if (!none) {
            exchange.getResponseBody().write(body.toArray());
          }
        }
        case Streamed(var status, _, var writer) -> {
          exchange.sendResponseHeaders(status, 0);
          writer.writeTo(exchange.getResponseBody());
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Request request(HttpExchange exchange, byte[] body) {
    var uri = exchange.getRequestURI();
    var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    return new Request(
        exchange.getRequestMethod(),
        uri.getRawPath(),
        query,
        exchange.getRequestHeaders(),
        Bytes.of(body));
  }

  private static Reply answer(Request request, Handler handler) {
    try {
      return handler.handle(request);
    } catch (RuntimeException | SQLException failure) {
      LOG.error("{} {} failed", request.method(), request.path(), failure);
      return Reply.problem(500, "simulator-failed", "The simulator failed; its log says why.");
    }
  }
}
