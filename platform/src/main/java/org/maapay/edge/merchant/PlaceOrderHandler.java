package org.maapay.edge.merchant;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maapay.aggregate.Choices;
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
import org.maapay.kernel.MerchantId;
import org.maapay.merchant.Merchant;
import org.maapay.merchant.Merchants;
import org.maapay.mode.PasswordFree;
import org.maapay.mode.PasswordFree.Placing;
import org.maapay.order.BusinessType;
import org.maapay.order.Goods;
import org.maapay.order.Orders;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.order.PlaceOrder;
import org.maapay.order.Placement;
import org.maapay.order.Placement.Conflicting;
import org.maapay.order.Placement.Placed;
import org.maapay.order.Placement.Replayed;
import org.maapay.order.Terms;
import org.maapay.order.TransactionType;

/** {@code POST /v1/payment-orders} (C-1). The interface has verified the caller (6.3.1-1a). */
final class PlaceOrderHandler implements Handler {
  private static final Duration PAYABLE_FOR = Duration.ofMinutes(30);
  private static final TextRule PAYER_CODE =
      TextRule.matching(Pattern.compile("\\d{18,20}"), "must be 18 to 20 digits");

  private final Orders orders;
  private final Database database;
  private final PaymentOrders stored;
  private final Merchants merchants;
  private final PasswordFree passwordFree;
  private final RequestLimits requests;
  private final PaymentChatbot chatbot;
  private final Choices choices;
  private final OrderAnswers answers;

  PlaceOrderHandler(MerchantInterface.Parts parts, OrderAnswers answers) {
    this.orders = parts.orders();
    this.database = parts.database();
    this.stored = parts.stored();
    this.merchants = parts.merchants();
    this.passwordFree = parts.mandates().passwordFree();
    this.requests = parts.requests();
    this.chatbot = parts.chatbot();
    this.choices = parts.choices();
    this.answers = answers;
  }

  @Override
  public Reply handle(Call call) {
    return switch (Fields.read(call.json(), this::wish)) {
      case Bad<PlaceOrder>(var errors) -> fail(Problem.fields(errors));
      case Good<PlaceOrder>(var wish) when !Signers.isSigner(call, wish.merchant()) ->
          fail(Signers.MISMATCH);
      case Good<PlaceOrder>(var wish) -> place(wish);
    };
  }

  private Reply place(PlaceOrder wish) {
    var objection = objection(wish, merchants.find(wish.merchant()).orElseThrow());
    if (objection == null && !choices.isInstitution()) {
      objection = unlessAggregate(wish.transactionType());
    }
    if (objection == null) {
      objection = requests.objection(wish.merchant(), wish.mobile()).orElse(null);
    }
    if (objection != null && isNew(wish)) {
      return fail(objection);
    }
    boolean atOnce =
        wish.businessType() == BusinessType.PASSWORD_FREE
            && wish.transactionType() != TransactionType.AGGREGATE; // Its payer chooses first.
    return atOnce ? debited(passwordFree.place(wish)) : placed(orders.place(wish));
  }

  /** Only whoever stores the order debits it; a replay never does. */
  private Reply debited(Placing placing) {
    return switch (placing) {
      case Placing.Done(var order, var verdict) -> {
        stored(order);
        yield Answer.ok(answers.placed(order, verdict));
      }
      case Placing.Before(var placement) -> placed(placement);
    };
  }

  private Reply placed(Placement placement) {
    return switch (placement) {
      case Placed(var order) -> {
        stored(order);
        yield Answer.ok(answers.placed(order));
      }
      case Replayed(var order) ->
          Answer.ok(answers.replayed(order)).with("Idempotency-Replayed", "true");
      case Conflicting _ ->
          fail(
              Problem.of(
                  ProblemCode.ORDER_NUMBER_REUSED,
                  "This merchantOrderNo stands for another order. Use a new number."));
    };
  }

  private void stored(PaymentOrder order) {
    requests.sent(order.wish().merchant(), order.wish().mobile());
    chatbot.ask(order);
  }

  /** A number that was used before is answered for what it was, whatever holds today. */
  private boolean isNew(PlaceOrder wish) {
    return database.read(tx -> stored.find(tx, wish.merchant(), wish.merchantOrderNo())).isEmpty();
  }

  /** A pure aggregator reaches no payer itself. */
  private static @Nullable Problem unlessAggregate(TransactionType type) {
    return type == TransactionType.AGGREGATE
        ? null
        : Problem.of(
            ProblemCode.TRANSACTION_TYPE_NOT_AGREED, "This platform takes AGGREGATE orders alone.");
  }

  private static @Nullable Problem objection(PlaceOrder wish, Merchant merchant) {
    if (merchant.suspended()) {
      return Problem.of(ProblemCode.NOT_PERMITTED, "The merchant is suspended.");
    }
    if (!merchant.transactionTypes().contains(wish.transactionType().name())) {
      return Problem.of(
          ProblemCode.TRANSACTION_TYPE_NOT_AGREED,
          "Agree " + wish.transactionType() + " with the platform before using it.");
    }
    if (!merchant.registeredNames().contains(wish.merchantName())) {
      return Problem.of(
          ProblemCode.MERCHANT_NAME_NOT_REGISTERED,
          "merchantName must be one of the names registered for the merchant.");
    }
    var mayCall =
        Stream.of(wish.terms().notifyUrl(), wish.terms().refundNotifyUrl())
            .flatMap(Stream::ofNullable)
            .allMatch(url -> merchant.mayCallBack(URI.create(url)));
    return mayCall
        ? null
        : Problem.of(
            ProblemCode.CALLBACK_HOST_NOT_REGISTERED,
            "Callbacks go by https to hosts registered for the merchant.");
  }

  private PlaceOrder wish(Fields fields) {
    var transactionType = fields.choice("transactionType", TransactionType.class);
    var businessType = fields.choice("businessType", BusinessType.class);
    var terms = terms(fields);
    currency(fields);
    payerCode(fields, transactionType);
    return new PlaceOrder(
        new MerchantId(fields.text("merchantId", Rules.MERCHANT_ID)),
        fields.text("merchantOrderNo", Rules.ORDER_NO),
        fields.text("merchantName", TextRule.upTo(64)),
        fields.day("orderDate"),
        fields.amount("orderAmount"),
        fields.mobile("mobileNo"),
        transactionType,
        businessType,
        new Goods(
            text(fields, "goodsNo", 32),
            text(fields, "goodsName", 128),
            text(fields, "goodsDescription", 512)),
        terms);
  }

  private static Terms terms(Fields fields) {
    var minutes = fields.optionalInteger("expireMinutes", 1, 1440);
    return new Terms(
        fields.url("bankReturnUrl").toString(),
        fields.optionalUrl("refundNotifyUrl").map(URI::toString).orElse(null),
        fields.optionalUrl("returnUrl").map(URI::toString).orElse(null),
        minutes.map(Duration::ofMinutes).orElse(PAYABLE_FOR),
        text(fields, "chatbotId", 256),
        text(fields, "storeNo", 32),
        fields.optionalObject("ext").map(Json.Obj::write).orElse(null));
  }

  private static void currency(Fields fields) {
    Optional<String> currency = fields.optionalText("currency", TextRule.upTo(8));
    if (currency.isPresent() && !currency.get().equals("CNY")) {
      fields.error("currency", "must be CNY");
    }
  }

  private static void payerCode(Fields fields, TransactionType type) {
    var code = fields.optionalText("payerCode", PAYER_CODE);
    if (type == TransactionType.PAYER_CODE && code.isEmpty()) {
      fields.error("payerCode", "is required for PAYER_CODE");
    }
  }

  private static @Nullable String text(Fields fields, String name, int max) {
    return fields.optionalText(name, TextRule.upTo(max)).orElse(null);
  }

  private static Problem fail(Problem problem) {
    return problem.with("result", Json.of("FAIL"));
  }
}
