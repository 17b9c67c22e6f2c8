package org.maapay.edge.merchant;

import java.util.Optional;
import org.maapay.aggregate.Choices;
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
import org.maapay.kernel.MerchantId;
import org.maapay.order.Closing.Closed;
import org.maapay.order.Closing.Missing;
import org.maapay.order.Closing.Refused;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.order.Transition.Reason;

/**
 * {@code POST /v1/payment-orders/close}: answers as C-2, also if the order is closed already. A
 * refusal says what the order is that stands against it, so that whoever asks knows of money that
 * no notice told him of.
 */
final class CloseOrderHandler implements Handler {
  private final Choices choices;
  private final Database database;
  private final PaymentOrders stored;
  private final OrderAnswers answers;

  CloseOrderHandler(MerchantInterface.Parts parts, OrderAnswers answers) {
    this.choices = parts.choices();
    this.database = parts.database();
    this.stored = parts.stored();
    this.answers = answers;
  }

  private record Wish(MerchantId merchant, String merchantOrderNo, Optional<String> payOrderNo) {}

  @Override
  public Reply handle(Call call) {
    return switch (Fields.read(call.json(), CloseOrderHandler::wish)) {
      case Bad<Wish>(var errors) -> Problem.fields(errors);
      case Good<Wish>(var wish) when !Signers.isSigner(call, wish.merchant()) -> Signers.MISMATCH;
      case Good<Wish>(var wish) -> find(wish).map(this::close).orElse(QueryOrderHandler.MISSING);
    };
  }

  private Optional<PaymentOrder> find(Wish wish) {
    return database
        .read(tx -> stored.find(tx, wish.merchant(), wish.merchantOrderNo()))
        .filter(order ->
            wish.payOrderNo().isEmpty()
                || wish.payOrderNo().get().equals(order.payOrderNo().value()));
  }

  private Reply close(PaymentOrder order) {
    return switch (choices.close(order.payOrderNo())) {
      case Closed(var closed) -> Answer.ok(answers.queried(closed));
      case Refused(Reason reason) -> OrderAnswers.named(refusal(reason), read(order));
      case Missing _ -> QueryOrderHandler.MISSING;
    };
  }

  private PaymentOrder read(PaymentOrder order) {
    return database.read(tx -> stored.find(tx, order.payOrderNo())).orElseThrow();
  }

  private static Problem refusal(Reason reason) {
    return switch (reason) {
      case ATTEMPT_RUNNING ->
          Problem.of(
              ProblemCode.PAYMENT_IN_PROGRESS,
              "Somebody is paying this order; ask for its state until the attempt has ended.");
      case ALREADY_PAID -> Problem.of(ProblemCode.ORDER_PAID, "A paid order is refunded instead.");
      case ORDER_CLOSED -> throw new AssertionError("closing a closed order repeats");
    };
  }

  private static Wish wish(Fields fields) {
    return new Wish(
        new MerchantId(fields.text("merchantId", Rules.MERCHANT_ID)),
        fields.text("merchantOrderNo", Rules.ORDER_NO),
        fields.optionalText("payOrderNo", Rules.ANY_NO));
  }
}
