package org.maapay.bench;

import java.io.IOException;
import java.util.SplittableRandom;
import org.maapay.merchant.BusinessType;
import org.maapay.merchant.NewOrder;
import org.maapay.merchant.PlacedOrder;
import org.maapay.merchant.TransactionType;

/**
 * The orders of a load and how they are placed. Payer and amount follow from the number: any payer
 * is as likely as any other, one order in a hundred is placed twice, and one in a hundred is for
 * more than the payer has.
 */
final class Wishes {
  static final long FEN = 1;

  /** Above what anybody in a crowd has, within what his mandate allows at once. */
  static final long TOO_MUCH = 1_500_00;

  private static final int ODD_ONE = 100;

  private final Stage stage;
  private final BusinessType type;

  Wishes(Stage stage, BusinessType type) {
    this.stage = stage;
    this.type = type;
  }

  static boolean isRepeated(int number) {
    return number % ODD_ONE == 50;
  }

  static boolean isTooMuch(int number) {
    return number % ODD_ONE == 99;
  }

  /** Who pays for the order. */
  DemoFacts.User payer(int number) {
    return stage.user(draw(number));
  }

  /** A number that follows from {@code number} and looks like chance, never negative. */
  static int draw(int number) {
    return new SplittableRandom(number).nextInt(Integer.MAX_VALUE);
  }

  /** Places the order, signed; one that is placed again must be the same. */
  PlacedOrder place(int number) throws IOException {
    var order = order(number);
    var placed = stage.merchant().orders().place(order).orThrow();
    if (isRepeated(number)) {
      var again = stage.merchant().orders().place(order).orThrow();
      if (!again.payOrderNo().equals(placed.payOrderNo())) {
        throw new IOException("an order that is placed again became another");
      }
    }
    return placed;
  }

  private NewOrder order(int number) {
    return stage
        .shop()
        .order(
            stage.prefix() + "-" + number,
            payer(number).mobileNo(),
            isTooMuch(number) ? TOO_MUCH : FEN,
            TransactionType.WEBVIEW,
            type);
  }
}
