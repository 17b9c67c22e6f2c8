package org.maapay.bench.crash;

import java.util.Map;

/**
 * One order as the books have it.
 *
 * @param debits how often the payer's balance was debited for it
 * @param notices how often its payment was notified, by different notifications
 * @param refunds by the merchant's number
 */
record Observed(
    String payOrderNo,
    long fen,
    String state,
    int succeeded,
    int debits,
    int notices,
    Map<String, Money> refunds) {
  Observed {
    refunds = Map.copyOf(refunds);
  }

  /** A refund as the books have it. */
  record Money(String refundOrderNo, long fen, String state) {}

  /** What has gone back or is on its way. */
  long refundedFen() {
    return refunds.values().stream()
        .filter(refund -> !refund.state().equals("FAILED"))
        .mapToLong(Money::fen)
        .sum();
  }

  boolean isPaid() {
    return state.equals("PAID");
  }
}
