package org.maapay.bench.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.maapay.merchant.Notice;
import org.maapay.merchant.NoticeRequest;
import org.maapay.merchant.Notices;

/**
 * The merchant's end of the callbacks: checks each with the SDK and remembers which body came under
 * which notification. It outlives every crash, as a merchant does.
 */
final class NoticeReceiver implements AutoCloseable {
  private static final String PATH = "/crash/notice";
  private static final int LARGEST = 65_536;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, String> bodies = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> paid = new ConcurrentHashMap<>();
  private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
  private volatile @Nullable Notices notices;

  private NoticeReceiver(HttpServer server) {
    this.server = server;
  }

  static NoticeReceiver open(int port) throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    var receiver = new NoticeReceiver(HttpServer.create(new InetSocketAddress(loopback, port), 64));
    receiver.server.createContext(PATH, receiver::receive);
    receiver.server.setExecutor(receiver.threads);
    receiver.server.start();
    return receiver;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
  }

  /** Checks callbacks with {@code reader} from now on; until then none is accepted. */
  void readWith(Notices reader) {
    this.notices = reader;
  }

  /** How many different notifications said that the order is paid. */
  int paidNotices(String orderNo) {
    return paid.getOrDefault(orderNo, Set.of()).size();
  }

  /** What was wrong with what came. */
  List<String> faults() {
    synchronized (faults) {
      return List.copyOf(faults);
    }
  }

  int received() {
    return bodies.size();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var reader = notices;
      if (reader == null) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      var body = exchange.getRequestBody().readNBytes(LARGEST);
      var notice =
          reader.parse(
              new NoticeRequest(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().toString(),
                  exchange.getRequestHeaders(),
                  body));
      keep(notice, digest(body));
      var reply = notice.reply().octets();
      exchange.getResponseHeaders().set("Content-Type", notice.reply().contentType());
      exchange.sendResponseHeaders(notice.reply().status(), reply.length);
      exchange.getResponseBody().write(reply);
    }
  }

  private void keep(Notice notice, String digest) {
    switch (notice) {
      case Notice.PaymentSucceeded(var subject, _, _) -> {
        paid.computeIfAbsent(subject.merchantOrderNo(), _ -> ConcurrentHashMap.newKeySet())
            .add(subject.notificationId());
        keep(subject, digest);
      }
      case Notice.RefundSucceeded(var subject, _, _) -> keep(subject, digest);
      case Notice.RefundFailed(var subject, _, _) -> keep(subject, digest);
      case Notice.OrderClosed(var subject) -> keep(subject, digest);
      case Notice.Repeated(var subject) -> keep(subject, digest);
      case Notice.MandateChanged _, Notice.MandateRepeated _ -> {}
      case Notice.Refused(var reason) -> faults.add("a callback was refused: " + reason);
    }
  }

  private void keep(Notice.Subject subject, String digest) {
    var first = bodies.putIfAbsent(subject.notificationId(), digest);
    if (first != null && !first.equals(digest)) {
      faults.add("notification " + subject.notificationId() + " came with two bodies");
    }
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
