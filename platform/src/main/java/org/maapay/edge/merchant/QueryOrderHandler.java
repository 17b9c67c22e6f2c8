package org.maapay.edge.merchant;

import java.util.Optional;
import org.maapay.database.Database;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Handler;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.ProblemCode;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.json.Fields;
import org.maapay.edge.http.json.Reading.Bad;
import org.maapay.edge.http.json.Reading.Good;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.PayOrderNo;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;

/** {@code POST /v1/payment-orders/query} (C-2): all five fields must match the order. */
final class QueryOrderHandler implements Handler {
  static final Problem MISSING =
      Problem.of(ProblemCode.ORDER_NOT_FOUND, "No order of this merchant matches all fields.");

  private final Database database;
  private final PaymentOrders stored;
  private final OrderAnswers answers;

  QueryOrderHandler(Database database, PaymentOrders stored, OrderAnswers answers) {
    this.database = database;
    this.stored = stored;
    this.answers = answers;
  }

  private record Question(
      String payOrderNo,
      BusinessDay createDate,
      MobileNumber mobile,
      String merchantOrderNo,
      MerchantId merchant) {}

  @Override
  public Reply handle(Call call) {
    return switch (Fields.read(call.json(), QueryOrderHandler::question)) {
      case Bad<Question>(var errors) -> Problem.fields(errors);
      case Good<Question>(var question) when !Signers.isSigner(call, question.merchant()) ->
          Signers.MISMATCH;
      case Good<Question>(var question) ->
          find(question).<Reply>map(order -> Answer.ok(answers.queried(order))).orElse(MISSING);
    };
  }

  private Optional<PaymentOrder> find(Question question) {
    if (!PayOrderNo.isOne(question.payOrderNo())) {
      return Optional.empty();
    }
    var no = new PayOrderNo(question.payOrderNo());
    return database
        .read(tx -> stored.find(tx, no))
        .filter(order -> order.wish().merchant().equals(question.merchant()))
        .filter(order -> order.wish().merchantOrderNo().equals(question.merchantOrderNo()))
        .filter(order -> order.wish().mobile().equals(question.mobile()))
        .filter(order -> order.createDate().equals(question.createDate()));
  }

  private static Question question(Fields fields) {
    return new Question(
        fields.text("payOrderNo", Rules.ANY_NO),
        fields.day("createDate"),
        fields.mobile("mobileNo"),
        fields.text("merchantOrderNo", Rules.ORDER_NO),
        new MerchantId(fields.text("merchantId", Rules.MERCHANT_ID)));
  }
}
