package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.maapay.conformance.Clause;
import org.maapay.conformance.rules.Recording.Expected;
import org.maapay.conformance.rules.Recording.Message;
import org.maapay.conformance.target.Conversation;
import org.maapay.conformance.target.Stage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Aggregate payment (5.1.4, B-4): where the platform has an institution besides, the user chooses
 * that one; else the built-in one.
 */
@RuleSet
final class AggregateRules {
  private static final Pattern PAY_ORDER_NO =
      Pattern.compile("payOrderNo\\\\*\"\\s*:\\s*\\\\*\"([0-9]{31})");

  private final Stage stage;

  AggregateRules(Stage stage) {
    this.stage = stage;
  }

  private Conversation shop() {
    stage.handset().demanded();
    return new Conversation(stage.handset(), stage.demo().merchant().name());
  }

  /** Orders the first thing on sale and waits for the institutions. */
  private static JsonNode institutions(Conversation shop) {
    shop.write("聚合支付");
    shop.tap(Conversation.suggestion(shop.awaitCard("选机构支付"), "选机构支付"));
    return shop.awaitCard("用页面支付");
  }

  private String orderSince(long position) {
    var found =
        PAY_ORDER_NO.matcher(
            stage.handset().wire(position).stream()
                .map(JsonNode::toString)
                .filter(text -> text.contains("/v1/payment-orders"))
                .findFirst()
                .orElseThrow());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static boolean placed(Message message) {
    return message.is("PLATFORM", "/v1/payment-orders\n");
  }

  private static boolean chosen(Message message) {
    return message.is("PLATFORM", "/v1/payment-orders/institution");
  }

  /** It names who took the money. */
  private static boolean callback(Message message) {
    return message.is("CALLBACK", "noticeResult", "\"institution\":{\"institutionCode\":\"");
  }

  private static boolean offered(Message message) {
    return message.is("CARD", "用页面支付") && message.reachesHandset();
  }

  private static boolean payCard(Message message) {
    return message.is("CARD", "待支付", "换支付机构") && message.reachesHandset();
  }

  private static boolean paidByShop(Message message) {
    return message.is("CARD", "支付成功", "申请退款") && message.reachesHandset();
  }

  private static boolean paidByAssistant(Message message) {
    return message.is("CARD", "支付成功", "收款商户") && message.reachesHandset();
  }

  private static boolean passedOn(Message message) {
    return message.is("INSTITUTION", "/v1/payment-orders\n");
  }

  private static boolean reported(Message message) {
    return message.is("INSTITUTION", "/notices\n", "\"orderStatus\":\"SUCCESS\"");
  }

  /** Where the user chose an institution outside, what it and the platform said stands between. */
  private static void passesOn(Recording recording) {
    if (recording.count(AggregateRules::passedOn) == 0) {
      return;
    }
    recording.follows(
        List.of(
            new Expected("(4) the merchant passes the choice on", AggregateRules::chosen),
            new Expected("(4) the institution prepares the payment", AggregateRules::passedOn),
            new Expected("(7) the institution reports its success", AggregateRules::reported),
            new Expected("(7) the platform notifies the merchant", AggregateRules::callback)));
    assertThat(recording.count(AggregateRules::reported)).as("reported once").isEqualTo(1);
  }

  /**
   * An institution outside says when in whole seconds, so that it has no place among the others.
   */
  private static boolean paid(Message message) {
    return message.is("BOOKS", "PAID");
  }

  @Test
  @Clause({
    "B-4.1",
    "5.1.4-1",
    "5.1.4-2",
    "5.1.4-3",
    "5.1.4-4",
    "5.1.4-5",
    "5.1.4-6",
    "5.1.4-7",
    "5.1.4-8a",
    "5.1.4-8b",
    "5.1.4-9",
    "6.2.4-1"
  })
  @DisplayName("B-4.1, aggregate by webview: institutions, choice, link, page, notice, result")
  void aggregate_by_webview(TestReporter reporter) {
    var shop = shop();
    var position = stage.handset().wirePosition();
    shop.tap(Conversation.lastWithPostback(institutions(shop), ":WEBVIEW"));
    var link = Conversation.link(shop.awaitCard("换支付机构"), "立即支付");
    var outcome = stage.handset().pay(link, stage.payer().paymentPassword());
    assertThat(outcome.text("outcome")).as("%s", outcome).isEqualTo("PAID");
    shop.awaitCard("支付成功");
    var recording = Recording.since(stage, position, orderSince(position));
    reporter.publishEntry("sequence", recording.sequence("B-4.1 聚合 Webview 支付").json());
    recording.follows(
        List.of(
            new Expected("(2) the merchant places the order", AggregateRules::placed),
            new Expected("(3) the user is shown the institutions", AggregateRules::offered),
            new Expected("(4) the merchant passes the choice on", AggregateRules::chosen),
            new Expected("(5) the merchant sends the pay card", AggregateRules::payCard),
            new Expected("(7) the platform notifies the merchant", AggregateRules::callback),
            new Expected("(8) the merchant shows the result", AggregateRules::paidByShop)));
    passesOn(recording);
    assertThat(recording.count(AggregateRules::paid)).as("(7) paid once").isEqualTo(1);
    assertThat(recording.count(AggregateRules::paidByShop)).as("told once").isEqualTo(1);
  }

  @Test
  @Clause({"B-4.2", "5.1.4-9"})
  @DisplayName("B-4.2, aggregate by chatbot: institutions, choice, confirmation, both results")
  void aggregate_by_chatbot(TestReporter reporter) {
    var shop = shop();
    var assistant = new Conversation(stage.handset(), "支付助手");
    assistant.look();
    var position = stage.handset().wirePosition();
    shop.tap(Conversation.lastWithPostback(institutions(shop), ":CHATBOT"));
    var link = Conversation.link(assistant.awaitCard("待确认支付"), "确认支付");
    var outcome = stage.handset().pay(link, stage.payer().paymentPassword());
    assertThat(outcome.text("outcome")).as("%s", outcome).isEqualTo("PAID");
    shop.awaitCard("支付成功");
    assistant.awaitCard("支付成功");
    var recording = Recording.since(stage, position, orderSince(position));
    reporter.publishEntry("sequence", recording.sequence("B-4.2 聚合支付 Chatbot 支付").json());
    recording.follows(
        List.of(
            new Expected("(2) the merchant places the order", AggregateRules::placed),
            new Expected("(3) the user is shown the institutions", AggregateRules::offered),
            new Expected("(4) the merchant passes the choice on", AggregateRules::chosen),
            new Expected(
                "(5) the payment chatbot sends the confirmation",
                m -> m.is("CARD", "待确认支付", "确认支付") && m.reachesHandset()),
            new Expected("(8) the platform notifies the merchant", AggregateRules::callback),
            new Expected("(9) the merchant shows the result", AggregateRules::paidByShop)));
    assertThat(recording.count(AggregateRules::paidByAssistant))
        .as("(7) told once by the payment chatbot")
        .isEqualTo(1);
  }

  @Test
  @Clause({"B-4.3", "5.1.4-9"})
  @DisplayName("B-4.3, aggregate by SDK: institutions, choice, the institution's SDK, result")
  void aggregate_by_sdk(TestReporter reporter) {
    var shop = shop();
    var position = stage.handset().wirePosition();
    shop.tap(Conversation.lastWithPostback(institutions(shop), ":NATIVE"));
    var link = Conversation.link(shop.awaitCard("换支付机构"), "立即支付");
    assertThat(link).contains("?sdk=");
    var outcome = stage.handset().payInSdk(link, stage.payer().paymentPassword());
    assertThat(outcome.text("outcome")).as("%s", outcome).isEqualTo("PAID");
    shop.awaitCard("支付成功");
    var recording = Recording.since(stage, position, orderSince(position));
    reporter.publishEntry("sequence", recording.sequence("B-4.3 聚合 Native 支付").json());
    recording.follows(
        List.of(
            new Expected("(2) the merchant places the order", AggregateRules::placed),
            new Expected("(3) the user is shown the institutions", AggregateRules::offered),
            new Expected("(4) the merchant passes the choice on", AggregateRules::chosen),
            new Expected("(5) the card raises the institution's SDK", AggregateRules::payCard),
            new Expected("(7) the platform notifies the merchant", AggregateRules::callback),
            new Expected("(8) the merchant shows the result", AggregateRules::paidByShop)));
  }

  private ObjectNode order() {
    return stage.bodies().order().put("transactionType", "AGGREGATE");
  }

  private ObjectNode choice(String payOrderNo, String institution) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("merchantId", stage.demo().merchant().merchantId())
        .put("payOrderNo", payOrderNo)
        .put("institutionCode", institution);
  }

  @Test
  @Clause({"5.1.4-2", "5.1.4-4"})
  @DisplayName(
      "A choice is for an order of the merchant's own, by AGGREGATE, and of who was offered")
  void a_choice_is_checked() {
    var path = "/v1/payment-orders/institution";
    var placed = stage.placed(order());
    assertThat(placed.answer().json().path("institutions").size()).isPositive();
    assertThat(placed.answer().json().has("payUrl")).isFalse();
    var unknown = stage.merchant().post(path, choice(placed.payOrderNo(), "NOBODY"));
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.text("code")).isEqualTo("institution-not-available");
    var other = stage.placed(stage.bodies().order());
    assertThat(stage.merchant().post(path, choice(other.payOrderNo(), "MAAPAY")).status())
        .isEqualTo(404);
    var code = placed.answer().json().path("institutions").path(0).path("institutionCode");
    var first = stage.merchant().post(path, choice(placed.payOrderNo(), code.asString())).ok();
    var again = stage.merchant().post(path, choice(placed.payOrderNo(), code.asString())).ok();
    assertThat(again.text("payUrl")).isEqualTo(first.text("payUrl"));
  }
}
