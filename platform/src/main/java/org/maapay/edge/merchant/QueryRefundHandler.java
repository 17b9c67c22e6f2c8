package org.maapay.edge.merchant;

import java.util.Optional;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Handler;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.ProblemCode;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.json.Fields;
import org.maapay.edge.http.json.Reading.Bad;
import org.maapay.edge.http.json.Reading.Good;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.RefundOrderNo;
import org.maapay.refund.Refunds;

/** {@code POST /v1/refunds/query}: by either number; if both are given, both must match. */
final class QueryRefundHandler implements Handler {
  private static final Problem MISSING =
      Problem.of(ProblemCode.REFUND_NOT_FOUND, "No refund of this merchant has that number.");

  private final Refunds refunds;

  QueryRefundHandler(Refunds refunds) {
    this.refunds = refunds;
  }

  private record Question(
      MerchantId merchant, Optional<String> merchantRefundNo, Optional<String> refundOrderNo) {}

  @Override
  public Reply handle(Call call) {
    return switch (Fields.read(call.json(), QueryRefundHandler::question)) {
      case Bad<Question>(var errors) -> Problem.fields(errors);
      case Good<Question>(var question) when !Signers.isSigner(call, question.merchant()) ->
          Signers.MISMATCH;
      case Good<Question>(var question) ->
          find(question)
              .<Reply>map(found -> Answer.ok(RefundHandler.answer(found.refund(), found.order())))
              .orElse(MISSING);
    };
  }

  private Optional<Refunds.Found> find(Question question) {
    var own = question.merchantRefundNo();
    var ours = question.refundOrderNo();
    if (ours.isPresent() && !RefundOrderNo.isOne(ours.get())) {
      return Optional.empty();
    }
    var found =
        ours.isPresent()
            ? refunds.find(question.merchant(), new RefundOrderNo(ours.get()))
            : own.flatMap(number -> refunds.find(question.merchant(), number));
    return found.filter(
        match -> own.isEmpty() || own.get().equals(match.refund().merchantRefundNo()));
  }

  private static Question question(Fields fields) {
    var own = fields.optionalText("merchantRefundNo", Rules.ORDER_NO);
    var ours = fields.optionalText("refundOrderNo", Rules.ANY_NO);
    if (own.isEmpty() && ours.isEmpty()) {
      fields.error("refundOrderNo", "is required unless merchantRefundNo is given");
    }
    return new Question(new MerchantId(fields.text("merchantId", Rules.MERCHANT_ID)), own, ours);
  }
}
