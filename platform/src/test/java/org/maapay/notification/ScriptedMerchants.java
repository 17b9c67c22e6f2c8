package org.maapay.notification;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.maapay.kernel.MerchantId;

/** Merchants at the other end of their callbacks; each answers as it was told to. */
final class ScriptedMerchants implements NoticeTransport {
  static final Delivery ACCEPTED = new Delivery.Answered(200, "{\"noticeResult\":\"SUCCESS\"}", 3);
  static final Delivery BUSY = new Delivery.Answered(503, "busy", 3);
  static final Delivery SILENT = new Delivery.Failed("no answer within 5 seconds", 5_000);

  /** One callback as it arrived. */
  record Received(URI url, Notice notice) {}

  private final Map<MerchantId, Function<Notice, Delivery>> answers = new ConcurrentHashMap<>();
  private final List<Received> received = new ArrayList<>();

  /** From now on {@code merchant} answers like this. */
  void answer(MerchantId merchant, Function<Notice, Delivery> answer) {
    answers.put(merchant, answer);
  }

  void answer(MerchantId merchant, Delivery always) {
    answer(merchant, _ -> always);
  }

  /** From now on {@code merchant} answers nobody until {@code released}. */
  void hang(MerchantId merchant, CountDownLatch released) {
    answer(
        merchant,
        _ -> {
          try {
            released.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return SILENT;
        });
  }

  @Override
  public Delivery post(URI url, Notice notice) {
    synchronized (this) {
      received.add(new Received(url, notice));
    }
    return answers.getOrDefault(notice.merchant(), _ -> ACCEPTED).apply(notice);
  }

  synchronized List<Received> received() {
    return List.copyOf(received);
  }

  List<Notice> received(MerchantId merchant) {
    return received().stream()
        .map(Received::notice)
        .filter(notice -> notice.merchant().equals(merchant))
        .toList();
  }
}
