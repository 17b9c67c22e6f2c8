package org.maapay.edge.merchant;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
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
import org.maapay.mandate.AskMandate;
import org.maapay.mandate.Asking.Asked;
import org.maapay.mandate.Asking.Conflicting;
import org.maapay.mandate.Asking.Existing;
import org.maapay.mandate.Asking.Replayed;
import org.maapay.mandate.Limits;
import org.maapay.mandate.Mandates;
import org.maapay.merchant.Merchant;
import org.maapay.merchant.Merchants;
import org.maapay.posting.Lanes;

/**
 * {@code POST /v1/mandates}: the merchant asks that a user lets it debit without a password. The
 * answer holds the link on which the user signs; an unknown number gets one too, so that nobody
 * learns here who has an account.
 */
final class AskMandateHandler implements Handler {
  private static final Duration SIGNABLE_FOR = Duration.ofMinutes(30);

  private final Lanes lanes;
  private final Database database;
  private final Merchants merchants;
  private final Mandates mandates;
  private final MandateAnswers answers;
  private final RequestLimits requests;
  private final InstantSource clock;

  AskMandateHandler(MerchantInterface.Parts parts, MandateAnswers answers) {
    this.lanes = parts.lanes();
    this.database = parts.database();
    this.merchants = parts.merchants();
    this.mandates = parts.mandates().mandates();
    this.requests = parts.requests();
    this.clock = parts.clock();
    this.answers = answers;
  }

  @Override
  public Reply handle(Call call) {
    return switch (Fields.read(call.json(), AskMandateHandler::wish)) {
      case Bad<AskMandate>(var errors) -> Problem.fields(errors);
      case Good<AskMandate>(var wish) when !Signers.isSigner(call, wish.merchant()) ->
          Signers.MISMATCH;
      case Good<AskMandate>(var wish) -> ask(wish);
    };
  }

  private Reply ask(AskMandate wish) {
    var objection = objection(wish, merchants.find(wish.merchant()).orElseThrow());
    if (objection == null) {
      objection = requests.objection(wish.merchant(), wish.mobile()).orElse(null);
    }
    if (objection != null && isNew(wish)) {
      return objection;
    }
    return switch (lanes
        .of(wish.merchant().bucket())
        .submit(tx -> mandates.ask(tx, wish, clock.instant()))) {
      case Asked(var mandate) -> {
        requests.sent(wish.merchant(), wish.mobile());
        yield Answer.ok(answers.of(mandate));
      }
      case Replayed(var mandate) ->
          Answer.ok(answers.of(mandate)).with("Idempotency-Replayed", "true");
      case Conflicting _ ->
          Problem.of(
              ProblemCode.MANDATE_NUMBER_REUSED,
              "This merchantMandateNo stands for another mandate. Use a new number.");
      case Existing _ ->
          Problem.of(
              ProblemCode.MANDATE_EXISTS,
              "This payer has an open mandate with the merchant. Query it, or revoke it first.");
    };
  }

  /** A number that was used before is answered for what it was, whatever holds today. */
  private boolean isNew(AskMandate wish) {
    return database
        .read(tx -> mandates.find(tx, wish.merchant(), wish.merchantMandateNo()))
        .isEmpty();
  }

  private static @Nullable Problem objection(AskMandate wish, Merchant merchant) {
    if (merchant.suspended()) {
      return Problem.of(ProblemCode.NOT_PERMITTED, "The merchant is suspended.");
    }
    if (!merchant.registeredNames().contains(wish.merchantName())) {
      return Problem.of(
          ProblemCode.MERCHANT_NAME_NOT_REGISTERED,
          "merchantName must be one of the names registered for the merchant.");
    }
    return merchant.mayCallBack(URI.create(wish.notifyUrl()))
        ? null
        : Problem.of(
            ProblemCode.CALLBACK_HOST_NOT_REGISTERED,
            "Callbacks go by https to hosts registered for the merchant.");
  }

  private static AskMandate wish(Fields fields) {
    return new AskMandate(
        new MerchantId(fields.text("merchantId", Rules.MERCHANT_ID)),
        fields.text("merchantMandateNo", Rules.ORDER_NO),
        fields.text("merchantName", TextRule.upTo(64)),
        fields.mobile("mobileNo"),
        limits(fields),
        fields
            .optionalInteger("expireMinutes", 1, 1440)
            .map(Duration::ofMinutes)
            .orElse(SIGNABLE_FOR),
        fields.url("notifyUrl").toString(),
        fields.optionalUrl("returnUrl").map(URI::toString).orElse(null),
        fields.optionalObject("ext").map(Json.Obj::write).orElse(null));
  }

  private static Limits limits(Fields fields) {
    var perPayment = fields.amount("limitPerPayment");
    var perDay = fields.amount("limitPerDay");
    if (perDay.compareTo(perPayment) < 0) {
      fields.error("limitPerDay", "must not be below limitPerPayment");
      return new Limits(perPayment, perPayment);
    }
    return new Limits(perPayment, perDay);
  }
}
