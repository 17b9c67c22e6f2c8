package org.maapay.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
  private static final LeanServer.Reply NOT_YET =
      new LeanServer.Reply(503, "text/plain", new byte[0]);

  private final LeanServer server;
  private final Set<String> notifications = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile @Nullable Notices notices;

  NoticeSink() throws IOException {
    this.server = LeanServer.start(this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.port() + PATH);
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
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LeanServer.Reply accept(LeanServer.Call call) {
    var reader = notices;
    if (reader == null) {
      return NOT_YET;
    }
    var notice =
        reader.parse(new NoticeRequest(call.method(), call.target(), call.headers(), call.body()));
    keep(notice);
    var reply = notice.reply();
    return new LeanServer.Reply(reply.status(), reply.contentType(), reply.octets());
  }

  private void keep(Notice notice) {
    if (notice instanceof Notice.PaymentSucceeded paid) {
      notifications.add(paid.subject().notificationId());
    } else if (notice instanceof Notice.Refused && refused.getAndIncrement() == 0) {
      System.err.println("bench: a callback was refused: " + notice);
    }
  }
}
