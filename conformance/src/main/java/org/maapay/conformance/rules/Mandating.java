package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.maapay.conformance.target.Answer;
import org.maapay.conformance.target.Demo;
import org.maapay.conformance.target.Inbox;
import org.maapay.conformance.target.Stage;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Mandates of the second merchant with the payer, asked for and signed; ended after each rule. */
final class Mandating {
  static final String ASK = "/v1/mandates";
  static final String QUERY = "/v1/mandates/query";
  static final String REVOKE = "/v1/mandates/revoke";

  private final Stage stage;

  Mandating(Stage stage) {
    this.stage = stage;
  }

  Demo.Party party() {
    return stage.secondMerchant().party();
  }

  /** A wish that is right in every field: 2.00 at once, 3.00 a day. */
  ObjectNode wish() {
    return wish(stage.callbacks().open());
  }

  ObjectNode wish(Inbox inbox) {
    return object()
        .put("merchantId", party().merchantId())
        .put("merchantMandateNo", stage.bodies().freshNumber())
        .put("merchantName", party().name())
        .put("mobileNo", stage.payer().mobileNo())
        .put("limitPerPayment", "2.00")
        .put("limitPerDay", "3.00")
        .put("notifyUrl", inbox.url());
  }

  Answer ask(ObjectNode wish) {
    return stage.secondMerchant().post(ASK, wish);
  }

  Answer query(String field, String value) {
    var body = object().put("merchantId", party().merchantId()).put(field, value);
    return stage.secondMerchant().post(QUERY, body);
  }

  Answer revoke(String merchantMandateNo) {
    return stage
        .secondMerchant()
        .post(
            REVOKE,
            object()
                .put("merchantId", party().merchantId())
                .put("merchantMandateNo", merchantMandateNo));
  }

  /** Ends whatever an earlier rule left open. */
  void clear() {
    var open = query("mobileNo", stage.payer().mobileNo());
    if (open.status() == 200) {
      revoke(open.text("merchantMandateNo")).ok();
    }
  }

  Answer sign(Answer asked) {
    stage.handset().demanded();
    return stage.handset().sign(asked.text("signUrl"), stage.payer().paymentPassword());
  }

  /** A mandate that the payer has signed just now. */
  ObjectNode signed() {
    clear();
    var wish = wish();
    var outcome = sign(ask(wish).ok());
    assertThat(outcome.text("outcome")).as("%s", outcome).isEqualTo("SIGNED");
    return wish;
  }

  /** A password-free order of the second merchant. */
  ObjectNode order(String amount) {
    return stage
        .bodies()
        .order()
        .put("merchantId", party().merchantId())
        .put("merchantName", party().name())
        .put("businessType", "PASSWORD_FREE")
        .put("orderAmount", amount);
  }

  Answer place(ObjectNode order) {
    return stage.secondMerchant().place(order);
  }

  static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }
}
