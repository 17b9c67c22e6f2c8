package org.maapay.bench;

import java.net.URI;
import java.time.LocalDate;
import org.maapay.merchant.Amount;
import org.maapay.merchant.BusinessType;
import org.maapay.merchant.NewOrder;
import org.maapay.merchant.TransactionType;

/**
 * What the merchant sells here: orders that differ in number, payer and amount alone.
 *
 * @param day the day of every order, so that a repeated one is equal
 */
public record Shop(String merchantName, URI notices, LocalDate day) {
  /** One order, as often as it is asked for. */
  public NewOrder order(String no, String mobileNo, long fen) {
    return order(no, mobileNo, fen, TransactionType.WEBVIEW);
  }

  /** The same in another way of paying. */
  NewOrder order(String no, String mobileNo, long fen, TransactionType way) {
    return order(no, mobileNo, fen, way, BusinessType.PASSWORD);
  }

  /** The same, let through as {@code type} says. */
  NewOrder order(String no, String mobileNo, long fen, TransactionType way, BusinessType type) {
    return NewOrder.numbered(no)
        .transactionType(way)
        .businessType(type)
        .bankReturnUrl(notices)
        .merchantName(merchantName)
        .orderDate(day)
        .orderAmount(Amount.ofFen(fen))
        .mobileNo(mobileNo)
        .goodsName("拿铁 " + no)
        .build();
  }
}
