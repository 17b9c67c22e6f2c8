package org.maapay.merchant;

import java.time.LocalDate;

/** What identifies an order in a query (C-2): all of it must match. */
public record OrderQuery(
    String payOrderNo, LocalDate createDate, String merchantOrderNo, String mobileNo) {

  /** Asks for an order that was placed for {@code mobileNo}. */
  public static OrderQuery of(PlacedOrder order, String mobileNo) {
    return new OrderQuery(
        order.payOrderNo(), order.createDate(), order.merchantOrderNo(), mobileNo);
  }

  @Override
  public String toString() {
    return "OrderQuery[%s, %s, %s]".formatted(merchantOrderNo, payOrderNo, Masked.mobile(mobileNo));
  }
}
