package org.maapay.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.Clause;
import org.maapay.kernel.MobileNumber;
import org.maapay.messaging.Chatbot.Capability;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.DeliveryState.Why;
import org.maapay.messaging.DownlinkRules;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.Refusal.Cause;
import org.maapay.messaging.routing.SmsChannel.Outcome;
import org.maapay.messaging.uplink.UplinkEvent.DeliveryReported;
import org.maapay.order.OrderStatus;
import org.maapay.user.User;

/** A payer whose handset takes no cards, at an operator that sends no SMS itself. */
@Clause("4-operator-a")
class BySmsTest {
  @AutoClose private final Chat chat = new Chat();
  private final User payer = chat.payer();

  @BeforeEach
  void plain() {
    chat.served.put(Chat.PAYER, "gsma");
    chat.gsma.capability(Capability.SMS_ONLY);
    chat.sms = new Outcome.Taken();
  }

  @Test
  void request_and_result_go_as_sms_without_a_link_or_a_secret() {
    var order = chat.asked(12_50);
    chat.pay(order, payer);
    chat.relay();
    assertThat(chat.texts).hasSize(2);
    assertThat(chat.texts.getFirst().text()).contains("12.50 元", "未经您确认不会扣款", "拒收回复 TD");
    assertThat(chat.texts.getLast().text()).contains("支付 12.50 元成功");
    assertThat(chat.texts).noneMatch(sms -> DownlinkRules.hasLink(sms.text()));
    assertThat(chat.gsma.deliveredTo(Chat.PAYER)).isEmpty();
    assertThat(states()).isEqualTo("BY_SMS BY_SMS");
    chat.conversation.smsReported(chat.texts.getFirst().id(), Station.SMS_FALLBACK);
    assertThat(states()).isEqualTo("DELIVERED BY_SMS");
  }

  @Test
  void what_the_centre_cannot_take_now_goes_later() {
    chat.sms = new Outcome.Later();
    chat.asked(12_50);
    assertThat(states()).isEqualTo("WAITING");
    chat.sms = new Outcome.Taken();
    chat.later(Duration.ofSeconds(2));
    chat.send();
    assertThat(states()).isEqualTo("BY_SMS");
  }

  @Test
  void in_doubt_nothing_is_sent_again_or_claimed_until_a_receipt_tells() {
    chat.sms = new Outcome.InDoubt();
    chat.asked(12_50);
    chat.later(Duration.ofMinutes(2));
    chat.send();
    assertThat(chat.texts).hasSize(1);
    assertThat(states()).isEqualTo("SMS_IN_DOUBT");
    var id = chat.texts.getFirst().id();
    chat.conversation.smsReported(id, new Failed(Why.UNKNOWN, "UNDELIV 001"));
    assertThat(states()).isEqualTo("SMS_FAILED");
    chat.conversation.smsReported(id, Station.SMS_FALLBACK);
    chat.conversation.smsReported(id, new Failed(Why.UNKNOWN, "UNDELIV 001"));
    assertThat(states()).as("what arrived has arrived").isEqualTo("DELIVERED");
  }

  @Test
  void a_text_that_the_centre_refuses_ends() {
    chat.sms = new Outcome.Refused(new Refusal("0x00000066", "", "", Cause.FORBIDDEN_CONTENT));
    chat.asked(12_50);
    assertThat(states()).isEqualTo("REFUSED");
  }

  @Test
  void a_card_that_the_handset_could_not_take_becomes_an_sms() {
    chat.gsma.capability(Capability.RICH);
    chat.asked(12_50);
    var card = chat.gsma.deliveredTo(Chat.PAYER).getFirst();
    chat.gsma.capability(Capability.SMS_ONLY);
    chat.conversation.hear(
        new DeliveryReported(
            chat.gsma.account().chatbotId(),
            card.messageId(),
            new PhoneNumber(Chat.PAYER),
            new Failed(Why.NOT_CAPABLE, "2"),
            chat.platform.clock.instant()));
    chat.later(Duration.ofSeconds(2));
    chat.send();
    assertThat(chat.texts).hasSize(1);
    assertThat(states()).isEqualTo("BY_SMS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"退订", "TD", " td。", "Ｔ", "回复TD退订", "拒收", "Stop", "unsubscribe!"})
  void the_words_that_end_it_block_the_merchant_of_the_last_text(String words) {
    var order = chat.asked(12_50);
    answers(words);
    assertThat(blocked()).isTrue();
    assertThat(chat.status(order)).as("nothing else moves").isEqualTo(OrderStatus.CREATED);
    assertThat(chat.texts).hasSize(2);
    assertThat(chat.texts.getLast().text()).containsAnyOf("已屏蔽", "Blocked");
    answers(words);
    assertThat(chat.texts).as("told once").hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"恢复", "恢复接收。", "Start"})
  void what_was_ended_by_mistake_is_undone_by_a_word(String words) {
    chat.asked(12_50);
    answers("TD");
    answers(words);
    assertThat(blocked()).isFalse();
    assertThat(chat.texts.getLast().text()).containsAnyOf("已恢复", "Undone");
  }

  @Test
  void in_the_chat_a_button_undoes_it() {
    chat.gsma.capability(Capability.RICH);
    var order = chat.asked(12_50);
    chat.write(Chat.PAYER, "TD");
    assertThat(blocked()).isTrue();
    chat.reply(Chat.PAYER, "unblock:" + chat.confirmations.tap(order, 0));
    assertThat(blocked()).isFalse();
  }

  @Test
  void any_other_answer_does_nothing_and_is_helped_once_a_day() {
    var order = chat.asked(12_50);
    answers("好的");
    answers("stop it please, T-shirt");
    answers("274159");
    assertThat(blocked()).isFalse();
    assertThat(chat.status(order)).isEqualTo(OrderStatus.CREATED);
    assertThat(chat.texts).hasSize(2);
    assertThat(chat.texts.getLast().text()).contains("短信不能付款", "请回复 TD").doesNotContain("274159");
    chat.later(Duration.ofDays(1));
    answers("好的");
    assertThat(chat.texts).hasSize(3);
    answers("TD");
    assertThat(blocked()).as("also after the help, which was the last text").isTrue();
  }

  @Test
  void an_english_word_is_answered_in_english() {
    chat.asked(12_50);
    answers("STOP");
    assertThat(chat.texts.getLast().text()).startsWith("Blocked: ");
  }

  @Test
  void what_an_operator_passes_on_as_words_ends_it_too() {
    chat.gsma.capability(Capability.RICH);
    chat.asked(12_50);
    chat.write(Chat.PAYER, "TD");
    assertThat(blocked()).isTrue();
  }

  private void answers(String words) {
    chat.conversation.smsAnswered(new PhoneNumber(Chat.PAYER), words, chat.texts.getLast().id());
    chat.send();
  }

  private boolean blocked() {
    return chat.platform.database.read(tx ->
        chat.blocks.isBlocked(
            tx, chat.merchant.id(), chat.platform.persons.index(new MobileNumber(Chat.PAYER))));
  }

  private String text(String query) {
    return chat.platform.database.read(tx -> {
      try (var statement = tx.createStatement();
          var row = statement.executeQuery(query)) {
        row.next();
        return row.getString(1);
      }
    });
  }

  private String states() {
    return text(
        "SELECT string_agg(state, ' ' ORDER BY created_at, message_id) FROM chatbot_message");
  }
}
