package org.maapay.order;

import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Money;

/** A merchant's wish to be paid; {@code merchantOrderNo} makes sending it twice harmless. */
public record PlaceOrder(
    MerchantId merchant,
    String merchantOrderNo,
    String merchantName,
    BusinessDay orderDate,
    Money amount,
    MobileNumber mobile,
    TransactionType transactionType,
    BusinessType businessType,
    Goods goods,
    Terms terms) {
  public PlaceOrder {
    amount.positive();
  }
}
