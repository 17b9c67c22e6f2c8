package org.maapay.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.maapay.merchant.Notice;
import org.maapay.merchant.NoticeRequest;
import org.maapay.merchant.Notices;

/**
 * A merchant that checks every callback and accepts it, so that the platform's work ends with it.
 */
final class NoticeSink implements AutoCloseable {
  private static final String PATH = "/bench/notice";
  private static final int LARGEST = 65_536;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<String> notifications = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile @Nullable Notices notices;

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

  /** Checks callbacks with {@code reader} from now on; until then none is accepted. */
  void readWith(Notices reader) {
    this.notices = reader;
  }

  /** How many callbacks were not what the platform signs for an order of this merchant. */
  int refused() {
    return refused.get();
  }

  /** How many different notifications said that an order is paid. */
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
      var reader = notices;
      if (reader == null) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      var notice =
          reader.parse(
              new NoticeRequest(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().toString(),
                  exchange.getRequestHeaders(),
                  exchange.getRequestBody().readNBytes(LARGEST)));
      keep(notice);
      var reply = notice.reply().octets();
      exchange.getResponseHeaders().set("Content-Type", notice.reply().contentType());
      exchange.sendResponseHeaders(notice.reply().status(), reply.length);
      exchange.getResponseBody().write(reply);
    }
  }

  private void keep(Notice notice) {
    if (notice instanceof Notice.PaymentSucceeded paid) {
      notifications.add(paid.subject().notificationId());
    } else if (notice instanceof Notice.Refused && refused.getAndIncrement() == 0) {
      System.err.println("bench: a callback was refused: " + notice);
    }
  }
}
