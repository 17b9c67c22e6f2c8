package org.maapay.refund;

import org.jspecify.annotations.Nullable;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Money;

/**
 * A merchant's wish to give money back (C-4). Without a number of its own, a refund is named by its
 * order and amount: the same again is the same refund, however late it comes.
 */
public record RefundWish(
    MerchantId merchant,
    String merchantOrderNo,
    BusinessDay orderDate,
    Money amount,
    MobileNumber mobile,
    @Nullable String merchantRefundNo) {
  public RefundWish {
    amount.positive();
  }
}
