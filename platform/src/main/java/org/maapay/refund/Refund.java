package org.maapay.refund;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.RefundOrderNo;
import org.maapay.kernel.UserId;

/**
 * Money of a paid order on its way back, the way it came (C-4b).
 *
 * @param payer who gets it, and {@code method} with what he paid
 */
public record Refund(
    RefundOrderNo no,
    PayOrderNo order,
    MerchantId merchant,
    @Nullable String merchantRefundNo,
    Money amount,
    UserId payer,
    String method,
    State state,
    Instant createdAt) {
  /** How far it is. The stored and wire names are these. */
  public enum State {
    PROCESSING,
    SUCCESS,
    FAILED
  }

  /** The same refund, so far. */
  Refund as(State now) {
    return new Refund(no, order, merchant, merchantRefundNo, amount, payer, method, now, createdAt);
  }
}
