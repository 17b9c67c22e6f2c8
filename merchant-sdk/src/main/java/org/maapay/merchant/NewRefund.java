package org.maapay.merchant;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Money to be given back (C-4), the way it came.
 *
 * @param merchantRefundNo the merchant's own number; without one an equal refund of the same order
 *     and amount, however late, answers the first
 */
public record NewRefund(
    String merchantOrderNo,
    LocalDate orderDate,
    Amount refundAmount,
    String mobileNo,
    Optional<String> merchantRefundNo) {

  @Override
  public String toString() {
    return "NewRefund[%s, %s, %s, %s]"
        .formatted(
            merchantOrderNo, refundAmount, merchantRefundNo.orElse("-"), Masked.mobile(mobileNo));
  }
}
