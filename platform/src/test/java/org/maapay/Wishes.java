package org.maapay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.Money;
import org.maapay.mandate.AskMandate;
import org.maapay.mandate.Limits;
import org.maapay.merchant.Merchant;
import org.maapay.order.BusinessType;
import org.maapay.order.Goods;
import org.maapay.order.PlaceOrder;
import org.maapay.order.Terms;
import org.maapay.order.TransactionType;
import org.maapay.user.User;

/** What merchants of a {@link TestPlatform} ask for. */
final class Wishes {
  private Wishes() {}

  static PlaceOrder order(
      Merchant merchant, String number, long fen, @Nullable String refundNotifyUrl) {
    return new PlaceOrder(
        merchant.id(),
        number,
        "海风咖啡",
        TestPlatform.DAY,
        new Money(fen),
        TestPlatform.PAYER,
        TransactionType.WEBVIEW,
        BusinessType.PASSWORD,
        new Goods(null, "拿铁", null),
        new Terms(
            TestPlatform.NOTIFY_URL,
            refundNotifyUrl,
            null,
            Duration.ofMinutes(30),
            null,
            null,
            null));
  }

  /** The same for {@code AGGREGATE}. */
  static PlaceOrder aggregate(PlaceOrder wish) {
    return new PlaceOrder(
        wish.merchant(),
        wish.merchantOrderNo(),
        wish.merchantName(),
        wish.orderDate(),
        wish.amount(),
        wish.mobile(),
        TransactionType.AGGREGATE,
        wish.businessType(),
        wish.goods(),
        wish.terms());
  }

  static AskMandate mandate(Merchant merchant, String number, User payer, Limits limits) {
    return new AskMandate(
        merchant.id(),
        number,
        "海风咖啡",
        payer.mobile(),
        limits,
        Duration.ofMinutes(30),
        TestPlatform.NOTIFY_URL,
        null,
        null);
  }
}
