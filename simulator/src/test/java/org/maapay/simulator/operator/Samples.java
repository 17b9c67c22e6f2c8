package org.maapay.simulator.operator;

import java.net.URI;
import java.util.UUID;
import org.maapay.messaging.CallResult;
import org.maapay.messaging.CallResult.Answered;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.SendResult;
import org.maapay.messaging.card.BotMessage;
import org.maapay.messaging.card.Card;
import org.maapay.messaging.card.Suggestion;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** What the tests of the operator send, and how they read the answers. */
final class Samples {
  static final PhoneNumber USER = PhoneNumber.parse("13800138000");
  static final PhoneNumber STRANGER = PhoneNumber.parse("13700137000");
  static final URI PAY = URI.create("http://localhost:8601/pay/P2026010100001?t=secret-ref");

  private Samples() {}

  static void uplink(World world, String messageId, String messageList) {
    var list = (ArrayNode) JsonMapper.builder().build().readTree(messageList.replace('\'', '"'));
    world.operator.carry(
        messageId, new Operator.UserMessage(USER, World.BOT, list, "c1", null), _ -> {});
  }

  static BotMessage payCard() {
    return Card.titled("待支付订单")
        .describedBy("商户: 海风咖啡\n金额: ¥12.50")
        .offering(Suggestion.webview("立即支付", "pay:P2026010100001", PAY), chip())
        .alone();
  }

  static Suggestion chip() {
    return Suggestion.reply("取消订单", "cancel:P2026010100001");
  }

  static Downlink text() {
    return Downlink.text(id(), USER, dialogue(), "你好");
  }

  static Dialogue dialogue() {
    return new Dialogue("c1", id(), null);
  }

  static String id() {
    return UUID.randomUUID().toString();
  }

  static int code(SendResult result) {
    return result instanceof SendResult.Refused(var refusal) ? Integer.parseInt(refusal.code()) : 0;
  }

  static <T> T value(CallResult<T> result) {
    if (result instanceof Answered(var value)) {
      return value;
    }
    throw new AssertionError(result.toString());
  }
}
