package org.maapay.edge.merchant;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.maapay.database.Database;
import org.maapay.edge.http.Route;
import org.maapay.merchant.Merchants;
import org.maapay.mode.PaymentMode;
import org.maapay.order.Orders;
import org.maapay.order.PaymentOrders;
import org.maapay.posting.PostingLane;
import org.maapay.refund.Refunds;

/** The calls that merchants make: appendix C and what goes with it. */
public final class MerchantInterface {
  /** Numbers that look like card numbers but are not. */
  private static final Set<String> NUMBERS =
      Set.of(
          "merchantId",
          "merchantOrderNo",
          "merchantRefundNo",
          "payOrderNo",
          "refundOrderNo",
          "payerCode",
          "mobileNo",
          "orderDate",
          "createDate");

  /** What the handlers work with. */
  public record Parts(
      Database database,
      PostingLane lane,
      Orders orders,
      PaymentOrders stored,
      Merchants merchants,
      Refunds refunds,
      PaymentMode webview,
      InstantSource clock) {}

  private MerchantInterface() {}

  /** The routes of appendix C. */
  public static List<Route> routes(Parts parts) {
    var answers = new OrderAnswers(parts.webview(), parts.clock());
    return List.of(
        Route.signedPost(
            "/v1/payment-orders", NUMBERS, new PlaceOrderHandler(parts, answers)),
        Route.signedPost(
            "/v1/payment-orders/query",
            NUMBERS,
            new QueryOrderHandler(parts.database(), parts.stored(), answers)),
        Route.signedPost(
            "/v1/payment-orders/close", NUMBERS, new CloseOrderHandler(parts, answers)),
        Route.signedPost("/v1/refunds", NUMBERS, new RefundHandler(parts.refunds())),
        Route.signedPost(
            "/v1/refunds/query", NUMBERS, new QueryRefundHandler(parts.refunds())));
  }
}
