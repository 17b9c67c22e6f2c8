package org.maapay.institution;

import org.jspecify.annotations.Nullable;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Money;

/**
 * An order as an institution outside gets it; the same number always comes with the same content.
 *
 * @param number ours, of an attempt to pay one of our orders
 * @param payee the merchant's name as the payer is to see it
 * @param day the day of our order, part of its content
 * @param payableMinutes how long the institution may take money for it
 * @param known what the institution calls it; absent until its first answer arrived
 */
public record OutsideOrder(
    String number,
    String payee,
    @Nullable String goods,
    Money amount,
    MobileNumber mobile,
    BusinessDay day,
    Way way,
    int payableMinutes,
    @Nullable Known known) {

  /** The institution's own number of an order, and its day. */
  public record Known(String number, BusinessDay day) {}

  /** Without the payer's number. */
  @Override
  public String toString() {
    return "OutsideOrder[" + number + ", " + amount + ", " + way + "]";
  }
}
