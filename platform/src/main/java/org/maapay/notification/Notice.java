package org.maapay.notification;

import java.util.Optional;
import java.util.UUID;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.PayOrderNo;
import org.maapay.ledger.TransferId;
import org.maapay.order.PaymentOrder;
import org.maapay.outbox.Fact;

/**
 * A stored callback.
 *
 * @param ordinal which of the order's callbacks it is; with the order it names the callback
 * @param body the stored JSON text, the same in every attempt
 * @param attempts how often it was sent before, since it last entered the schedule
 */
public record Notice(
    UUID id,
    MerchantId merchant,
    PayOrderNo order,
    int ordinal,
    String url,
    String body,
    int attempts) {
  /**
   * The first of all callbacks of {@code order}, which is paid and none of an institution that the
   * payer chose; the same for the same fact.
   */
  static Notice ofPaid(PaymentOrder order, Fact fact) {
    return new Notice(
        idOf(fact),
        order.wish().merchant(),
        fact.subject(),
        fact.ordinal(),
        order.wish().terms().notifyUrl(),
        NoticeBody.of(order, fact, Optional.empty()),
        0);
  }

  /** Whoever makes a callback of a fact gives it the same number. */
  static UUID idOf(Fact fact) {
    return TransferId.of(fact.subject().value(), Integer.toString(fact.ordinal()), "notice")
        .value();
  }

  @Override
  public String toString() {
    return "Notice[" + id + "]";
  }
}
