package org.maapay.notification;

import java.util.UUID;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.PayOrderNo;

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
  @Override
  public String toString() {
    return "Notice[" + id + "]";
  }
}
