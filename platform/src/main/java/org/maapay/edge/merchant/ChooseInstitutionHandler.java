package org.maapay.edge.merchant;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maapay.aggregate.Choices;
import org.maapay.aggregate.Choosing;
import org.maapay.chatbot.PaymentChatbot;
import org.maapay.database.Database;
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
import org.maapay.edge.http.json.TextRule;
import org.maapay.institution.Way;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.PayOrderNo;
import org.maapay.mandate.Verdict;
import org.maapay.mode.PasswordFree;
import org.maapay.order.BusinessType;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.order.TransactionType;
import org.maapay.order.Transition.Reason;

/**
 * {@code POST /v1/payment-orders/institution} (5.1.4-4): the payer of an aggregate order chose. The
 * same choice again answers the same; another is taken as long as the first took no money.
 */
final class ChooseInstitutionHandler implements Handler {
  private static final TextRule CODE =
      TextRule.matching(
          Pattern.compile("[A-Z0-9_]{1,32}"), "must be one of the codes that C.1 answered");
  private static final Problem NOT_OFFERED =
      Problem.of(
          ProblemCode.INSTITUTION_NOT_AVAILABLE,
          "This payer cannot pay this order there, or not in that way. Offer him the others.");

  private final Database database;
  private final PaymentOrders stored;
  private final Choices choices;
  private final PasswordFree passwordFree;
  private final PaymentChatbot chatbot;
  private final OrderAnswers answers;

  ChooseInstitutionHandler(MerchantInterface.Parts parts, OrderAnswers answers) {
    this.database = parts.database();
    this.stored = parts.stored();
    this.choices = parts.choices();
    this.passwordFree = parts.mandates().passwordFree();
    this.chatbot = parts.chatbot();
    this.answers = answers;
  }

  private record Wish(
      MerchantId merchant, String payOrderNo, String institution, @Nullable Way way) {}

  @Override
  public Reply handle(Call call) {
    return switch (Fields.read(call.json(), ChooseInstitutionHandler::wish)) {
      case Bad<Wish>(var errors) -> Problem.fields(errors);
      case Good<Wish>(var wish) when !Signers.isSigner(call, wish.merchant()) -> Signers.MISMATCH;
      case Good<Wish>(var wish) ->
          find(wish).map(order -> choose(order, wish)).orElse(QueryOrderHandler.MISSING);
    };
  }

  private Optional<PaymentOrder> find(Wish wish) {
    if (!PayOrderNo.isOne(wish.payOrderNo())) {
      return Optional.empty();
    }
    var no = new PayOrderNo(wish.payOrderNo());
    return database
        .read(tx -> stored.find(tx, no))
        .filter(order -> order.wish().merchant().equals(wish.merchant()))
        .filter(order -> order.wish().transactionType() == TransactionType.AGGREGATE);
  }

  private Reply choose(PaymentOrder order, Wish wish) {
    var code = wish.institution();
    return switch (choices.choose(order, code, wish.way())) {
      case Choosing.BuiltIn(var now, var way) -> Answer.ok(here(now, code, way));
      case Choosing.Outside(var now, var way, var ready) -> {
        ask(now, way);
        yield Answer.ok(answers.chosenOutside(now, code, way, ready));
      }
      case Choosing.PaidThere(var now) -> Answer.ok(answers.chosen(now, code, wayOf(now)));
      case Choosing.NotOffered _ -> NOT_OFFERED;
      case Choosing.Refused(var reason) -> refusal(reason);
      case Choosing.Unavailable _ ->
          Problem.of(
                  ProblemCode.UNAVAILABLE,
                  "The institution did not answer. Nothing was charged; choose it once more.")
              .withHeader("Retry-After", "2");
    };
  }

  private Json.Obj here(PaymentOrder order, String code, Way way) {
    if (order.wish().businessType() == BusinessType.PASSWORD_FREE) {
      Verdict verdict = passwordFree.charge(order);
      var now = read(order);
      ask(now, way);
      return answers.chosenHere(now, code, way, verdict);
    }
    ask(order, way);
    return answers.chosenHere(order, code, way, null);
  }

  private void ask(PaymentOrder order, Way way) {
    if (way == Way.CHATBOT) {
      chatbot.askChosen(order);
    }
  }

  private Way wayOf(PaymentOrder order) {
    return choices.way(order).orElse(Way.WEBVIEW);
  }

  private PaymentOrder read(PaymentOrder order) {
    return database.read(tx -> stored.find(tx, order.payOrderNo())).orElseThrow();
  }

  private static Problem refusal(Reason reason) {
    return switch (reason) {
      case ATTEMPT_RUNNING ->
          Problem.of(
              ProblemCode.PAYMENT_IN_PROGRESS,
              "The payer is paying, or where he chose first has not said that it took no money.");
      case ALREADY_PAID ->
          Problem.of(ProblemCode.ORDER_PAID, "A paid order is not paid again anywhere.");
      case ORDER_CLOSED ->
          Problem.of(
              ProblemCode.ORDER_CLOSED, "A closed order is placed again under a new number.");
    };
  }

  private static Wish wish(Fields fields) {
    return new Wish(
        new MerchantId(fields.text("merchantId", Rules.MERCHANT_ID)),
        fields.text("payOrderNo", Rules.ANY_NO),
        fields.text("institutionCode", CODE),
        fields.optionalChoice("transactionType", Way.class).orElse(null));
  }
}
