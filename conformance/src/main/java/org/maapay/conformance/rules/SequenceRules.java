package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.maapay.conformance.Clause;
import org.maapay.conformance.rules.Recording.Expected;
import org.maapay.conformance.rules.Recording.Message;
import org.maapay.conformance.target.Conversation;
import org.maapay.conformance.target.Stage;
import tools.jackson.databind.JsonNode;

/** The sequences of appendix B, played by a simulated user and recorded on every wire. */
@RuleSet
final class SequenceRules {
  private static final String PAY_ORDER_NO = "(?s).*\"payOrderNo\"\\s*:\\s*\"([0-9]+)\".*";

  private final Stage stage;

  SequenceRules(Stage stage) {
    this.stage = stage;
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

  private static boolean paidCard(Message message) {
    return message.is("CARD", "支付成功") && message.reachesHandset();
  }

  private Conversation conversation() {
    stage.handset().demanded();
    return new Conversation(stage.handset(), stage.demo().merchant().name());
  }

  /** Chooses the cheapest thing on sale and waits for its pay card. */
  private static JsonNode buySomething(Conversation chat) {
    chat.write("逛一逛");
    var goods = chat.awaitCard("下单支付");
    chat.tap(Conversation.suggestion(goods, "下单支付"));
    return chat.awaitCard("待支付");
  }

  private Recording pay(Conversation chat, long position, String payUrl) {
    var outcome = stage.handset().pay(payUrl, stage.payer().paymentPassword());
    assertThat(outcome.text("outcome")).as("%s", outcome).isEqualTo("PAID");
    chat.awaitCard("支付成功");
    return Recording.since(stage, position, Conversation.payOrderNo(payUrl));
  }

  @Test
  @Clause({
    "B-1",
    "5.1.1-1",
    "5.1.1-2",
    "5.1.1-3",
    "5.1.1-5a",
    "5.1.1-5b",
    "6.1.1-4",
    "4-terminal",
    "4-operator-a",
    "4-merchant"
  })
  @DisplayName(
      "B-1, webview payment: choose, place, link, pay card, pay on the page, notice, result card")
  void webview_payment(TestReporter reporter) {
    var chat = conversation();
    var position = stage.handset().wirePosition();
    var card = buySomething(chat);
    var recording = pay(chat, position, Conversation.link(card, "立即支付"));
    reporter.publishEntry("sequence", recording.sequence("B-1 Webview 支付").json());
    recording.follows(
        List.of(
            new Expected(
                "(1)(2) the user chooses and orders in the merchant's chatbot",
                SequenceRules::uplink),
            new Expected(
                "(2)(3) the merchant places the order and is answered the page's address",
                m -> placed(m) && m.text().contains("payUrl")),
            new Expected(
                "(4) the merchant sends the pay card",
                m -> m.is("CARD", "待支付", "立即支付") && m.reachesHandset()),
            new Expected("(5) the user pays on the page", m -> m.is("BOOKS", "ATTEMPT")),
            new Expected("(6) the platform has verified and paid", m -> m.is("BOOKS", "PAID")),
            new Expected("(6) the platform notifies the merchant", SequenceRules::callback),
            new Expected("(7) the merchant shows the result", SequenceRules::paidCard)));
    assertThat(recording.count(SequenceRules::placed)).as("the order is placed once").isEqualTo(1);
    assertThat(recording.count(SequenceRules::callback))
        .as("the notice is taken at once")
        .isEqualTo(1);
    assertThat(recording.count(SequenceRules::paidCard)).as("the result is told once").isEqualTo(1);
  }

  @Test
  @Clause({"6.1.1-4", "6.4-2"})
  @DisplayName("The result is on the handset within 3 s of the payment")
  void the_result_is_told_within_three_seconds() {
    var chat = conversation();
    var position = stage.handset().wirePosition();
    var card = buySomething(chat);
    var recording = pay(chat, position, Conversation.link(card, "立即支付"));
    assertThat(recording.between(m -> m.is("BOOKS", "PAID"), SequenceRules::paidCard))
        .isLessThan(Duration.ofSeconds(3));
  }

  @Test
  @Clause({"B-5", "6.2.1-1"})
  @DisplayName(
      "B-5, password payment: the password card opens the keypad straight away, then as B-1")
  void password_payment(TestReporter reporter) {
    var chat = conversation();
    var position = stage.handset().wirePosition();
    var card = buySomething(chat);
    chat.tap(Conversation.suggestion(card, "验密支付"));
    var password = chat.awaitCard("输入支付密码");
    var link = Conversation.link(password, "输入支付密码");
    assertThat(link).contains("view=password");
    var recording = pay(chat, position, link);
    reporter.publishEntry("sequence", recording.sequence("B-5 验密支付").json());
    recording.follows(
        List.of(
            new Expected("(2) the merchant places the order", SequenceRules::placed),
            new Expected(
                "(4) the merchant sends the password card",
                m -> m.is("CARD", "验密支付", "view=password") && m.reachesHandset()),
            new Expected("(5) the user enters the password", m -> m.is("BOOKS", "ATTEMPT")),
            new Expected("(6) the platform has verified and paid", m -> m.is("BOOKS", "PAID")),
            new Expected("(6) the platform notifies the merchant", SequenceRules::callback),
            new Expected("(7) the merchant shows the result", SequenceRules::paidCard)));
    assertThat(recording.count(m -> m.text().contains(stage.payer().paymentPassword())))
        .as("messages that hold the password")
        .isZero();
  }

  /** The user has signed a mandate with the shop, in this conversation or before. */
  private void agreed(Conversation chat) {
    chat.write("逛一逛");
    var goods = chat.awaitCard("免密支付");
    chat.tap(Conversation.suggestion(goods, "免密支付"));
    var next = chat.awaitCard("免密限额");
    if (next.toString().contains("去开通")) {
      var link = Conversation.link(next, "去开通");
      var signed = stage.handset().sign(link, stage.payer().paymentPassword());
      assertThat(signed.text("outcome")).as("%s", signed).isEqualTo("SIGNED");
      chat.awaitText("免密支付已开通");
    }
  }

  @Test
  @Clause({"B-6", "A-11", "6.1.2-1", "6.1.2-2", "6.1.2-3", "6.2.1-1"})
  @DisplayName(
      "B-6, password-free payment: told before with the limits, placed, debited, notice, result")
  void password_free_payment(TestReporter reporter) {
    var chat = conversation();
    agreed(chat);
    chat.write("逛一逛");
    var goods = chat.awaitCard("免密支付");
    chat.tap(Conversation.suggestion(goods, "免密支付"));
    var before = chat.awaitCard("确认免密支付");
    assertThat(before.toString())
        .as("told before: that it takes no password, and the limits")
        .contains("本次为免密支付", "单笔 ¥", "每日 ¥");
    var position = stage.handset().wirePosition();
    chat.tap(Conversation.suggestion(before, "确认免密支付"));
    chat.awaitCard("支付成功");
    var payOrderNo =
        stage.handset().wire(position).stream()
            .filter(r -> r.path("url").asString("").endsWith("/v1/payment-orders"))
            .map(r -> r.path("responseBody").asString("").replaceAll(PAY_ORDER_NO, "$1"))
            .findFirst()
            .orElseThrow();
    var recording = Recording.since(stage, position, payOrderNo);
    reporter.publishEntry("sequence", recording.sequence("B-6 免密支付").json());
    recording.follows(
        List.of(
            new Expected("(1)(2) the user chooses and orders", SequenceRules::uplink),
            new Expected("(3) the platform debits under the mandate", m -> m.is("BOOKS", "PAID")),
            new Expected("(4) the platform notifies the merchant", SequenceRules::callback),
            new Expected("(5) the merchant shows the result", SequenceRules::paidCard)));
    assertThat(recording.count(m -> placed(m) && m.text().contains("PASSWORD_FREE")))
        .as("(2) the order is placed once, as password-free")
        .isEqualTo(1);
    assertThat(recording.count(m -> placed(m) && m.text().contains("payUrl")))
        .as("no page is needed")
        .isZero();
    assertThat(recording.count(SequenceRules::callback)).as("one notice").isEqualTo(1);
    assertThat(recording.count(SequenceRules::paidCard)).as("told once").isEqualTo(1);
    assertThat(recording.between(m -> m.is("BOOKS", "PAID"), SequenceRules::paidCard))
        .isLessThan(Duration.ofSeconds(3));
    chat.write("免密");
    chat.tap(Conversation.suggestion(chat.awaitCard("您已开通免密支付"), "关闭免密"));
    chat.awaitText("免密支付已关闭");
  }

  private static boolean sdkPaid(Message message) {
    return message.is("SDK", "/cashier/v1/payments", "\"outcome\":\"PAID\"");
  }

  @Test
  @Clause({"B-3", "5.1.3-1", "5.1.3-2", "5.1.3-3", "5.1.3-4", "5.1.3-5", "6.2.3-1"})
  @DisplayName(
      "B-3, native payment: place, raise the SDK, pay in it, notice, result in SDK and chat")
  void native_payment(TestReporter reporter) {
    var chat = conversation();
    var position = stage.handset().wirePosition();
    chat.write("逛一逛");
    var goods = chat.awaitCard("SDK 支付");
    chat.tap(Conversation.suggestion(goods, "SDK 支付"));
    var url = Conversation.link(chat.awaitCard("待支付"), "SDK 支付");
    var outcome = stage.handset().payInSdk(url, stage.payer().paymentPassword());
    assertThat(outcome.text("outcome")).as("%s", outcome).isEqualTo("PAID");
    chat.awaitCard("支付成功");
    var recording = Recording.since(stage, position, Conversation.payOrderNo(url));
    reporter.publishEntry("sequence", recording.sequence("B-3 Native SDK 支付").json());
    recording.follows(
        List.of(
            new Expected("(1)(2) the user chooses and orders", SequenceRules::uplink),
            new Expected(
                "(2)(3) the merchant places the order and is answered what raises the SDK",
                m -> placed(m) && m.text().contains("sdkToken")),
            new Expected(
                "(3) the card raises the institution's SDK",
                m -> m.is("SDK", "/cashier/v1/sdk-sessions")),
            new Expected("(4) the user pays in the SDK", m -> m.is("BOOKS", "ATTEMPT")),
            new Expected("(5) the platform has verified and paid", m -> m.is("BOOKS", "PAID")),
            new Expected("(5) the platform notifies the merchant", SequenceRules::callback),
            new Expected("(6) the merchant shows the result", SequenceRules::paidCard)));
    assertThat(recording.count(SequenceRules::sdkPaid))
        .as("the platform shows the result in the SDK")
        .isEqualTo(1);
    assertThat(recording.count(m -> m.text().contains(stage.payer().paymentPassword())))
        .as("messages that hold the password")
        .isZero();
  }

  @Test
  @Clause({"B-7", "6.1.5-1", "6.1.5-3", "6.2.1-2"})
  @DisplayName("B-7, refund: history, choose, apply, review, refund, notice, refund card")
  void refund(TestReporter reporter) {
    var chat = conversation();
    var link = Conversation.link(buySomething(chat), "立即支付");
    pay(chat, stage.handset().wirePosition(), link);
    var position = stage.handset().wirePosition();
    chat.write("历史订单");
    var history = chat.awaitCard("申请退款");
    chat.tap(Conversation.suggestion(history, "申请退款"));
    chat.tap(Conversation.suggestion(chat.awaitCard("可退金额"), "全额退款"));
    chat.awaitText("等待商家审核");
    stage.review().approveNewest();
    chat.awaitCard("退款成功");
    var recording = Recording.since(stage, position, Conversation.payOrderNo(link));
    reporter.publishEntry("sequence", recording.sequence("B-7 退款").json());
    recording.follows(
        List.of(
            new Expected("(1) the user asks for his orders", SequenceRules::uplink),
            new Expected(
                "(2) the merchant sends the orders",
                m -> m.is("CARD", "申请退款") && m.reachesHandset()),
            new Expected("(3) the user applies for a refund", SequenceRules::uplink),
            new Expected(
                "(4) the merchant approves and asks the platform",
                m -> m.is("PLATFORM", "/v1/refunds\n")),
            new Expected(
                "(5) the platform notifies the merchant",
                m -> m.is("CALLBACK", "refundStatus", "noticeResult")),
            new Expected(
                "(6) the merchant shows the result",
                m -> m.is("CARD", "退款成功") && m.reachesHandset())));
  }

  @Test
  @Clause("6.1.1-2")
  @DisplayName("Tapping pay on a paid order: told so in the chat, nothing is placed or charged")
  void a_paid_order_is_told_so_in_the_chat() {
    var chat = conversation();
    var card = buySomething(chat);
    pay(chat, stage.handset().wirePosition(), Conversation.link(card, "立即支付"));
    var position = stage.handset().wirePosition();
    chat.tap(Conversation.suggestion(card, "立即支付"));
    chat.awaitText("已经支付成功");
    assertThat(stage.handset().wire(position))
        .noneMatch(r -> r.path("url").asString("").endsWith("/v1/payment-orders"));
  }

  @Test
  @Clause({"6.1.1-1", "B-1"})
  @DisplayName("Tapping an order button twice places one order")
  void an_order_button_works_once() {
    var chat = conversation();
    chat.write("逛一逛");
    var goods = chat.awaitCard("下单支付");
    var position = stage.handset().wirePosition();
    chat.tap(Conversation.suggestion(goods, "下单支付"));
    chat.awaitCard("待支付");
    chat.tap(Conversation.suggestion(goods, "下单支付"));
    chat.awaitText("已经生成");
    var placed =
        stage.handset().wire(position).stream()
            .filter(r -> r.path("url").asString("").endsWith("/v1/payment-orders"))
            .map(r -> r.path("requestBody").asString(""))
            .distinct();
    assertThat(placed).hasSizeLessThanOrEqualTo(1);
  }
}
