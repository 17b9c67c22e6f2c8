package org.maapay.bench.crash;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.bench.DemoFacts.User;
import org.maapay.bench.Payer.Source;

/**
 * What one client did with one order and what the platform acknowledged of it. Two payers of one
 * order may write at the same time.
 */
final class Story {
  /** What was asked for, and what comes again word for word after a crash. */
  record Wish(String orderNo, User payer, long fen, Source source) {}

  /** A refund that was asked for; acknowledged once it has the platform's number. */
  record RefundStory(long fen, Optional<String> refundOrderNo) {}

  private final Wish wish;
  private final Map<String, RefundStory> refunds = new LinkedHashMap<>();
  private @Nullable String payOrderNo;
  private boolean payTried;
  private boolean paid;
  private boolean declined;

  Story(Wish wish) {
    this.wish = wish;
  }

  Wish wish() {
    return wish;
  }

  /**
   * The platform acknowledged the order.
   *
   * @return false if it had acknowledged it under another number
   */
  synchronized boolean placed(String number) {
    if (payOrderNo != null) {
      return payOrderNo.equals(number);
    }
    payOrderNo = number;
    return true;
  }

  /** A confirming call goes out; from here on the order may be paid. */
  synchronized void trying() {
    payTried = true;
    declined = false;
  }

  /** The platform acknowledged the payment. */
  synchronized void paid() {
    paid = true;
  }

  /** The platform said that no money moved. */
  synchronized void declined() {
    declined = true;
  }

  synchronized void refunding(String refundNo, long fen) {
    refunds.putIfAbsent(refundNo, new RefundStory(fen, Optional.empty()));
  }

  /** The platform took or refused the refund; either way it will not change its mind. */
  synchronized void refunded(String refundNo, String refundOrderNo) {
    refunds.computeIfPresent(
        refundNo, (_, asked) -> new RefundStory(asked.fen(), Optional.of(refundOrderNo)));
  }

  /** The platform refused it: nothing moved and nothing is stored. */
  synchronized void refundRefused(String refundNo) {
    refunds.remove(refundNo);
  }

  synchronized Optional<String> payOrderNo() {
    return Optional.ofNullable(payOrderNo);
  }

  synchronized boolean isPayTried() {
    return payTried;
  }

  synchronized boolean isPaid() {
    return paid;
  }

  synchronized Map<String, RefundStory> refunds() {
    return Map.copyOf(refunds);
  }

  /** Whether the client still waits for an answer that a crash has swallowed. */
  synchronized boolean isOpen() {
    return payOrderNo == null
        || (payTried && !paid && !declined)
        || refunds.values().stream().anyMatch(refund -> refund.refundOrderNo().isEmpty());
  }
}
