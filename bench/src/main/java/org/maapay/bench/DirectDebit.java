package org.maapay.bench;

import java.io.IOException;
import org.maapay.merchant.BusinessType;
import org.maapay.merchant.OrderStatus;

/** An order that is debited at once, within the mandate that its payer has signed. */
final class DirectDebit implements ClosedLoop.Item {
  private final Wishes wishes;

  DirectDebit(Stage stage) {
    this.wishes = new Wishes(stage, BusinessType.PASSWORD_FREE);
  }

  @Override
  public ClosedLoop.Ending run(int number) throws IOException {
    var placed = wishes.place(number);
    var isTooMuch = Wishes.isTooMuch(number);
    if (placed.orderStatus() == OrderStatus.SUCCESS && !isTooMuch) {
      return ClosedLoop.Ending.PAID;
    } else if (isTooMuch && placed.fallback().isPresent()) {
      return ClosedLoop.Ending.REFUSED;
    }
    throw new IOException(
        "an order became " + placed.orderStatus() + " " + placed.fallback().orElse(""));
  }
}
