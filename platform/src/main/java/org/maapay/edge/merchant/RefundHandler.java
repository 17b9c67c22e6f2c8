package org.maapay.edge.merchant;

import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Handler;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.ProblemCode;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.json.Fields;
import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.json.Reading.Bad;
import org.maapay.edge.http.json.Reading.Good;
import org.maapay.kernel.MerchantId;
import org.maapay.order.PaymentOrder;
import org.maapay.refund.Refund;
import org.maapay.refund.RefundWish;
import org.maapay.refund.Refunding.Accepted;
import org.maapay.refund.Refunding.Conflicting;
import org.maapay.refund.Refunding.MerchantShort;
import org.maapay.refund.Refunding.NotPaid;
import org.maapay.refund.Refunding.OrderMissing;
import org.maapay.refund.Refunding.Replayed;
import org.maapay.refund.Refunding.TooMuch;
import org.maapay.refund.Refunds;

/** {@code POST /v1/refunds} (C-4). */
final class RefundHandler implements Handler {
  private final Refunds refunds;

  RefundHandler(Refunds refunds) {
    this.refunds = refunds;
  }

  @Override
  public Reply handle(Call call) {
    return switch (Fields.read(call.json(), RefundHandler::wish)) {
      case Bad<RefundWish>(var errors) -> fail(Problem.fields(errors));
      case Good<RefundWish>(var wish) when !Signers.isSigner(call, wish.merchant()) ->
          fail(Signers.MISMATCH);
      case Good<RefundWish>(var wish) -> refund(wish);
    };
  }

  private Reply refund(RefundWish wish) {
    return switch (refunds.request(wish)) {
      case OrderMissing _ -> fail(QueryOrderHandler.MISSING);
      case Replayed(var refund, var order) ->
          Answer.ok(answer(refund, order)).with("Idempotency-Replayed", "true");
      case Conflicting _ ->
          fail(
              Problem.of(
                  ProblemCode.REFUND_NUMBER_REUSED,
                  "This merchantRefundNo stands for another refund. Use a new number."));
      case NotPaid _ ->
          fail(Problem.of(ProblemCode.ORDER_NOT_PAID, "Only a paid order can be refunded."));
      case TooMuch _ ->
          fail(
              Problem.of(
                  ProblemCode.REFUND_EXCEEDS_PAYMENT,
                  "Refunded and being refunded already, with this one, is more than was paid."));
      case MerchantShort _ ->
          fail(
              Problem.of(
                  ProblemCode.MERCHANT_BALANCE_INSUFFICIENT,
                  "What is owed to the merchant does not cover this refund."));
      case Accepted(var refund, var order) -> Answer.ok(answer(refund, order));
    };
  }

  static Json.Obj answer(Refund refund, PaymentOrder order) {
    return Json.members()
        .put("orderStatus", order.status().name())
        .put("merchantId", refund.merchant().value())
        .put("merchantOrderNo", order.wish().merchantOrderNo())
        .put("refundAmount", refund.amount())
        .put("refundOrderNo", refund.no().value())
        .putIfPresent("merchantRefundNo", refund.merchantRefundNo())
        .put("refundStatus", refund.state().name())
        .build();
  }

  private static RefundWish wish(Fields fields) {
    return new RefundWish(
        new MerchantId(fields.text("merchantId", Rules.MERCHANT_ID)),
        fields.text("merchantOrderNo", Rules.ORDER_NO),
        fields.day("orderDate"),
        fields.amount("refundAmount"),
        fields.mobile("mobileNo"),
        fields.optionalText("merchantRefundNo", Rules.ORDER_NO).orElse(null));
  }

  private static Problem fail(Problem problem) {
    return problem.with("result", Json.of("FAIL"));
  }
}
