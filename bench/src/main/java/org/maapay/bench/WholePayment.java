package org.maapay.bench;

import java.io.IOException;
import java.net.URI;
import org.maapay.merchant.BusinessType;

/**
 * A payment by password, whole: order, page, keypad, sealed password, confirmation. Merchant and
 * payer check what they are answered.
 */
final class WholePayment implements ClosedLoop.Item {
  private final Stage stage;
  private final Wishes wishes;

  WholePayment(Stage stage) {
    this.stage = stage;
    this.wishes = new Wishes(stage, BusinessType.PASSWORD);
  }

  @Override
  public ClosedLoop.Ending run(int number) throws IOException {
    var url = wishes.place(number).payUrl().orElseThrow();
    var page = stage.payer().open(URI.create(url));
    var password = wishes.payer(number).paymentPassword();
    var answer = stage.payer().confirm(stage.payer().type(page, Payer.Source.BALANCE, password));
    var isTooMuch = Wishes.isTooMuch(number);
    if (answer instanceof Payer.Answer.Paid && !isTooMuch) {
      return ClosedLoop.Ending.PAID;
    } else if (answer instanceof Payer.Answer.Declined && isTooMuch) {
      return ClosedLoop.Ending.REFUSED;
    }
    throw new IOException("the cashier answered " + answer);
  }
}
