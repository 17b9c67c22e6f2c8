package org.maapay.edge.cashier;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.maapay.device.EcKeys;
import org.maapay.edge.cashier.PageSession.SdkDevice;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Handler;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.ProblemCode;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.json.Fields;
import org.maapay.edge.http.json.Reading.Bad;
import org.maapay.edge.http.json.Reading.Good;
import org.maapay.edge.http.json.TextRule;
import org.maapay.mode.SdkOpening;
import org.maapay.mode.SdkTokens;

/** {@code POST /cashier/v1/sdk-sessions}: a token opens one session on one device (5.1.3-2). */
final class OpenSdkHandler implements Handler {
  private static final TextRule SIGN =
      TextRule.matching(Pattern.compile("[A-Z_]{1,32}"), "must be the name of a risk sign");
  private static final int MOST_SIGNS = 16;

  private final SdkTokens tokens;
  private final Reception reception;

  OpenSdkHandler(CashierInterface.Parts parts, Reception reception) {
    this.tokens = parts.sdkTokens();
    this.reception = reception;
  }

  private record Opening(String token, String device, String proofKey, List<String> risk) {
    @Override
    public String toString() {
      return "Opening";
    }
  }

  @Override
  public Reply handle(Call call) {
    return switch (Fields.read(call.json(), OpenSdkHandler::opening)) {
      case Bad<Opening>(var errors) -> Problem.fields(errors);
      case Good<Opening>(var opening) -> open(opening);
    };
  }

  private static Opening opening(Fields fields) {
    var key = Octets.of(fields, "proofKey");
    if (!EcKeys.isOne(key)) {
      fields.error("proofKey", "must be a P-256 key as SubjectPublicKeyInfo");
    }
    return new Opening(
        fields.text("token", TextRule.upTo(64)),
        fields.text("device", Octets.NAME),
        Base64.getUrlEncoder().withoutPadding().encodeToString(key),
        fields.texts("risk", SIGN, MOST_SIGNS));
  }

  private Reply open(Opening opening) {
    var device = new SdkTokens.Device(opening.device(), opening.proofKey(), opening.risk());
    return switch (tokens.open(opening.token(), device)) {
      case SdkOpening.Opened(var order) ->
          reception.open(order, Optional.of(new SdkDevice(opening.device(), opening.proofKey())));
      case SdkOpening.Unknown _ ->
          Problem.of(ProblemCode.SDK_TOKEN_UNKNOWN, "Pay from the message. Nothing was charged.");
      case SdkOpening.Used _ ->
          Problem.of(ProblemCode.SDK_TOKEN_USED, "Ask the merchant to go on. Nothing was charged.");
      case SdkOpening.Elsewhere _ ->
          Problem.of(
              ProblemCode.SDK_TOKEN_ELSEWHERE,
              "Another device has opened this payment. Nothing was charged here.");
      case SdkOpening.Expired _ ->
          Problem.of(ProblemCode.SDK_TOKEN_EXPIRED, "Order again to pay. Nothing was charged.");
    };
  }
}
