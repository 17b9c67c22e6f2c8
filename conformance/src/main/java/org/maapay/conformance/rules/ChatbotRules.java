package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.maapay.conformance.Clause;
import org.maapay.conformance.rules.Recording.Expected;
import org.maapay.conformance.rules.Recording.Message;
import org.maapay.conformance.target.Conversation;
import org.maapay.conformance.target.Stage;
import org.maapay.conformance.target.Stage.Placed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Payment in the conversation of the platform's own chatbot (5.1.2). */
@RuleSet
final class ChatbotRules {
  private static final String ASSISTANT = "支付助手";
  private static final String ASKED = "待确认支付";
  private static final String CONFIRM = "确认支付";

  private final Stage stage;

  ChatbotRules(Stage stage) {
    this.stage = stage;
  }

  private ObjectNode order() {
    return stage.bodies().order().put("transactionType", "CHATBOT");
  }

  private Conversation assistant() {
    stage.handset().demanded();
    return new Conversation(stage.handset(), ASSISTANT);
  }

  /** An order whose card the payer has. */
  private record Asked(Placed placed, JsonNode card) {
    String link() {
      return Conversation.link(card, CONFIRM);
    }
  }

  private Asked asked(Conversation assistant) {
    assistant.look();
    var placed = stage.placed(order());
    return new Asked(placed, assistant.awaitCard(placed.payOrderNo()));
  }

  private String status(Asked asked) {
    return stage.query(asked.placed()).ok().text("orderStatus");
  }

  private static JsonNode made(String postback) {
    var nodes = JsonMapper.shared().createObjectNode();
    nodes.putObject("reply").put("displayText", "确认").putObject("postback").put("data", postback);
    return nodes;
  }

  @Test
  @Clause({"B-2", "5.1.2-1", "5.1.2-2", "5.1.2-3", "5.1.2-4", "5.1.2-5", "6.2.2-1", "6.1.1-4"})
  @DisplayName(
      "B-2, payment by chatbot: place, confirmation card, password, notice, both results in chat")
  void payment_by_chatbot(TestReporter reporter) {
    var assistant = assistant();
    var shop = new Conversation(stage.handset(), stage.demo().merchant().name());
    assistant.look();
    var position = stage.handset().wirePosition();
    shop.write("逛一逛");
    shop.tap(Conversation.suggestion(shop.awaitCard("消息支付"), "消息支付"));
    shop.awaitCard("待支付");
    var link = Conversation.link(assistant.awaitCard(ASKED), CONFIRM);
    var paid = stage.handset().pay(link, stage.payer().paymentPassword());
    assertThat(paid.text("outcome")).as("%s", paid).isEqualTo("PAID");
    shop.awaitCard("支付成功");
    assistant.awaitCard("支付成功");
    var recording = Recording.since(stage, position, Conversation.payOrderNo(link));
    reporter.publishEntry("sequence", recording.sequence("B-2 支付 Chatbot 支付").json());
    recording.follows(
        List.of(
            new Expected("(1) the user chooses and orders", ChatbotRules::uplink),
            new Expected("(2) the merchant places the order", ChatbotRules::placed),
            new Expected(
                "(3) the platform's chatbot sends the confirmation",
                m -> m.is("CARD", ASKED, CONFIRM) && m.reachesHandset()),
            new Expected("(4) the user authenticates", m -> m.is("BOOKS", "ATTEMPT")),
            new Expected("(6) the platform has verified and paid", m -> m.is("BOOKS", "PAID")),
            new Expected("(6) the platform notifies the merchant", ChatbotRules::callback),
            new Expected("(7) the merchant shows the result", ChatbotRules::paidByShop)));
    assertThat(recording.count(ChatbotRules::placed)).as("placed once").isEqualTo(1);
    assertThat(recording.count(m -> placed(m) && m.text().contains("payUrl")))
        .as("the merchant gets no link")
        .isZero();
    assertThat(recording.count(ChatbotRules::callback)).as("one notice").isEqualTo(1);
    assertThat(recording.count(ChatbotRules::paidByAssistant))
        .as("(6) told once by the payment chatbot")
        .isEqualTo(1);
    assertThat(recording.count(ChatbotRules::paidByShop)).as("told once by the shop").isEqualTo(1);
    assertThat(recording.between(m -> m.is("BOOKS", "PAID"), ChatbotRules::paidByAssistant))
        .isLessThan(Duration.ofSeconds(3));
    assertThat(recording.count(m -> m.text().contains(stage.payer().paymentPassword())))
        .as("messages that hold the password")
        .isZero();
  }

  private static boolean uplink(Message message) {
    return message.is("OPERATOR", "/messageNotification/");
  }

  private static boolean placed(Message message) {
    return message.is("PLATFORM", "/v1/payment-orders\n");
  }

  private static boolean callback(Message message) {
    return message.is("CALLBACK", "noticeResult");
  }

  private static boolean paidByShop(Message message) {
    return message.is("CARD", "支付成功", "申请退款") && message.reachesHandset();
  }

  private static boolean paidByAssistant(Message message) {
    return message.is("CARD", "支付成功", "收款商户") && message.reachesHandset();
  }

  @Test
  @Clause({"C-1", "5.1.2-1", "6.3.2-3a"})
  @DisplayName("CHATBOT answers neither link nor token, the same whether the number has an account")
  void the_merchant_learns_nothing_of_the_payer() {
    var known = stage.placed(order()).answer().json();
    var stranger = stage.placed(order().put("mobileNo", "13700137999")).answer().json();
    for (var answer : List.of(known, stranger)) {
      assertThat(answer.has("payUrl")).isFalse();
      assertThat(answer.has("sdkToken")).isFalse();
      assertThat(answer.path("orderStatus").asString()).isEqualTo("CREATED");
    }
    assertThat(known.propertyNames()).isEqualTo(stranger.propertyNames());
  }

  @Test
  @Clause({"5.1.2-2", "6.3.2-3a"})
  @DisplayName("The card shows merchant, goods, amount and a masked account; buttons are short")
  void the_card_shows_what_is_confirmed() {
    var assistant = assistant();
    var asked = asked(assistant);
    assertThat(asked.card().path("parts").toString())
        .contains(stage.demo().merchant().name(), "商品", "¥", "****")
        .doesNotContain(stage.payer().mobileNo());
    for (var button : List.of(CONFIRM, "取消支付", "不是我的订单")) {
      assertThat(Conversation.suggestion(asked.card(), button)).isNotNull();
    }
  }

  @Test
  @Clause({"5.1.2-3", "6.1.1-2"})
  @DisplayName("A card opens its page once; then it pays nothing, and another card comes")
  void a_card_works_once() {
    var assistant = assistant();
    var asked = asked(assistant);
    var wrong = stage.handset().pay(asked.link(), "951427");
    assertThat(wrong.text("outcome")).isEqualTo("DECLINED");
    assistant.look();
    stage
        .handset()
        .pay(asked.link(), stage.payer().paymentPassword())
        .problem(410, "page-reference-used");
    assertThat(status(asked)).isEqualTo("CREATED");
    var next = Conversation.link(assistant.awaitCard(ASKED), CONFIRM);
    assertThat(next).isNotEqualTo(asked.link());
    var paid = stage.handset().pay(next, stage.payer().paymentPassword());
    assertThat(paid.text("outcome")).as("%s", paid).isEqualTo("PAID");
    assistant.awaitCard("支付成功");
    assistant.tap(Conversation.suggestion(asked.card(), CONFIRM));
    assistant.awaitText("已经支付成功");
  }

  @Test
  @Clause({"5.1.2-3", "6.5-7a"})
  @DisplayName("A postback made up by hand moves no money, and the user is told")
  void a_made_up_postback_pays_nothing() {
    var assistant = assistant();
    var asked = asked(assistant);
    var no = asked.placed().payOrderNo();
    for (var postback : List.of("confirm:" + no, "confirm:" + no + ".0." + "A".repeat(22), "pay")) {
      assistant.tap(made(postback));
      assistant.awaitText("没有扣款");
      assertThat(status(asked)).as(postback).isEqualTo("CREATED");
    }
  }

  @Test
  @Clause({"6.1.1-2", "5.1.2-2"})
  @DisplayName("A cancelled order is closed; its card pays nothing and says so")
  void a_cancelled_order_is_closed() {
    var assistant = assistant();
    var asked = asked(assistant);
    assistant.tap(Conversation.suggestion(asked.card(), "取消支付"));
    assistant.awaitText("已关闭");
    assertThat(status(asked)).isEqualTo("CLOSED");
    stage.handset().pay(asked.link(), stage.payer().paymentPassword()).problem(409, "order-closed");
    assistant.tap(Conversation.suggestion(asked.card(), CONFIRM));
    assistant.awaitText("已关闭");
  }

  @Test
  @Clause({"6.2.2-2", "6.1.5-1"})
  @DisplayName("An order paid by chatbot is refunded like any other, and its payer is told there")
  void an_order_paid_by_chatbot_is_refunded() {
    var assistant = assistant();
    var asked = asked(assistant);
    var paid = stage.handset().pay(asked.link(), stage.payer().paymentPassword());
    assertThat(paid.text("outcome")).as("%s", paid).isEqualTo("PAID");
    assistant.awaitCard("支付成功");
    var body = stage.bodies().refund(asked.placed().order(), "0.50");
    assertThat(stage.merchant().post("/v1/refunds", body).ok().text("refundStatus"))
        .isIn("SUCCESS", "PROCESSING");
    assistant.awaitText("已退款 ¥0.50");
  }

  @Test
  @Clause("6.2.2-5")
  @DisplayName("The chatbot understands balance, bills, cards, password and help, in two languages")
  void words_are_understood() {
    var assistant = assistant();
    var words =
        Map.of(
            "余额", "可用余额",
            "balance", "Available balance",
            "账单", "最近",
            "bills", "the last",
            "银行卡", "银行卡",
            "cards", "card",
            "重置密码", "支付密码",
            "reset password", "password",
            "帮助", "可以点按钮",
            "help", "Tap a button");
    words.forEach((said, answer) -> {
      assistant.write(said);
      assistant.awaitText(answer);
    });
    // A chatbot may go on in the language that was written last; the other rules read Chinese.
    assistant.write("余额");
    assistant.awaitText("可用余额");
  }
}
