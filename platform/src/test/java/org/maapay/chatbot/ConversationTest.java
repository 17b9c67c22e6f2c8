package org.maapay.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.maapay.Clause;
import org.maapay.messaging.card.Suggestion;
import org.maapay.messaging.uplink.UplinkEvent.Complaint;
import org.maapay.messaging.uplink.UplinkEvent.SpamReported;
import org.maapay.order.OrderStatus;
import org.maapay.user.User;

/** What users say: it is answered, and moves no money. */
class ConversationTest {
  private static final String OTHER = "13900139000";

  @AutoClose private final Chat chat = new Chat();
  private final User payer = chat.payer();

  private long balance() {
    return chat.platform.balance(payer.account());
  }

  @Test
  void a_payer_cancels_and_hears_of_it_once() {
    var order = chat.asked(1_00);
    var card = chat.last();
    chat.tap(Chat.PAYER, FakeOperator.button(card, "取消支付"));
    chat.relay();
    assertThat(chat.status(order)).isEqualTo(OrderStatus.CLOSED);
    assertThat(chat.lastWords()).contains("已关闭", "没有扣款");
    assertThat(chat.messages()).hasSize(2);
    chat.tap(Chat.PAYER, FakeOperator.button(card, "取消支付"));
    assertThat(chat.lastWords()).contains("已关闭");
    assertThat(balance()).isEqualTo(100_00);
  }

  @Test
  void the_same_tap_delivered_twice_is_answered_once() {
    chat.asked(1_00);
    var tapped =
        new org.maapay.messaging.uplink.UplinkEvent.ReplyTapped(
            chat.envelope(Chat.PAYER), "帮助", "ask:help");
    chat.hear(tapped);
    chat.hear(tapped);
    assertThat(chat.messages()).hasSize(2);
  }

  @Test
  void a_button_of_another_s_card_does_nothing_and_says_so() {
    var order = chat.asked(1_00);
    for (var words : List.of("确认支付", "取消支付", "不是我的订单")) {
      chat.tap(OTHER, FakeOperator.button(chat.last(), words));
      assertThat(FakeOperator.shown(chat.unicom.deliveredTo(OTHER).getLast()))
          .as(words)
          .contains("不是发给您的", "没有扣款");
    }
    assertThat(chat.status(order)).isEqualTo(OrderStatus.CREATED);
    assertThat(chat.messages()).as("the payer hears nothing of it").hasSize(1);
  }

  @Test
  void a_postback_made_up_by_hand_does_nothing_and_says_so() {
    var order = chat.asked(1_00);
    var no = order.payOrderNo().value();
    var mark = Chat.reference(chat.last());
    for (var made :
        List.of(
            "confirm:" + no,
            "confirm:" + no + ".0.AAAAAAAAAAAAAAAAAAAAAA",
            "cancel:" + no + "." + mark,
            "not-mine:1.0.x",
            "pay:" + no,
            "x")) {
      chat.reply(Chat.PAYER, made);
      assertThat(chat.lastWords()).as(made).contains("按钮无效", "没有扣款");
    }
    assertThat(chat.status(order)).isEqualTo(OrderStatus.CREATED);
    assertThat(balance()).isEqualTo(100_00);
  }

  @Test
  void a_confirmation_sent_by_hand_pays_nothing_and_brings_the_card() {
    var order = chat.asked(1_00);
    chat.reply(Chat.PAYER, "confirm:" + chat.confirmations.tap(order, 0));
    assertThat(chat.lastWords()).contains("待确认支付");
    chat.confirmations.open(order.payOrderNo(), Chat.reference(chat.last()));
    chat.reply(Chat.PAYER, "confirm:" + chat.confirmations.tap(order, 0));
    assertThat(chat.lastWords()).contains("已失效", "没有扣款");
    assertThat(chat.status(order)).isEqualTo(OrderStatus.CREATED);
    assertThat(balance()).isEqualTo(100_00);
  }

  @Test
  @Clause("6.1.1-2")
  void every_button_of_a_paid_order_says_that_it_is_paid() {
    var order = chat.asked(1_00);
    var card = chat.last();
    chat.pay(order, payer);
    for (var words : List.of("确认支付", "取消支付", "不是我的订单")) {
      chat.tap(Chat.PAYER, FakeOperator.button(card, words));
      assertThat(chat.lastWords()).as(words).contains("已经支付成功", "没有发起新的支付");
    }
    assertThat(chat.status(order)).isEqualTo(OrderStatus.SUCCESS);
    assertThat(balance()).isEqualTo(99_00);
  }

  @Test
  void a_confirmation_after_the_time_is_told_so() {
    var order = chat.asked(1_00);
    chat.later(Duration.ofMinutes(31));
    chat.tap(Chat.PAYER, FakeOperator.button(chat.last(), "确认支付"));
    assertThat(chat.lastWords()).contains("已超过支付时间", "没有扣款");
    assertThat(chat.status(order)).isEqualTo(OrderStatus.CREATED);
  }

  @Test
  void the_button_that_opens_the_page_is_not_answered_while_the_order_can_be_paid() {
    chat.asked(1_00);
    chat.tap(Chat.PAYER, FakeOperator.button(chat.last(), "确认支付"));
    assertThat(chat.messages()).hasSize(1);
  }

  @Test
  void an_order_that_is_not_his_is_closed_and_its_merchant_can_be_blocked() {
    var order = chat.asked(1_00);
    chat.tap(Chat.PAYER, FakeOperator.button(chat.last(), "不是我的订单"));
    assertThat(chat.status(order)).isEqualTo(OrderStatus.CLOSED);
    assertThat(chat.lastWords()).contains("不是您的订单", "没有扣款");
    chat.reply(Chat.PAYER, "block:" + chat.confirmations.tap(order, 0));
    assertThat(chat.lastWords()).contains("已屏蔽");
    assertThat(isBlocked()).isTrue();
  }

  @Test
  void a_complaint_at_the_operator_stops_the_merchant_s_requests() {
    chat.asked(1_00);
    chat.hear(
        new SpamReported(
            chat.unicom.account().chatbotId(),
            List.of(chat.last().messageId()),
            new Complaint("n1", null, null, null),
            chat.platform.clock.instant()));
    assertThat(isBlocked()).isTrue();
  }

  private boolean isBlocked() {
    var index = chat.platform.persons.index(payer.mobile());
    return chat.platform.database.read(tx -> chat.blocks.isBlocked(tx, chat.merchant.id(), index));
  }

  @Test
  @Clause("6.2.2-5")
  void balance_bills_cards_password_and_help_are_understood_in_words() {
    chat.platform.card(payer);
    var order = chat.asked(12_50);
    chat.pay(order, payer);
    assertThat(answer("我的余额还有多少")).contains("可用余额：¥87.50");
    assertThat(answer("What is my balance?")).contains("Available balance: ¥87.50");
    assertThat(answer("查一下账单")).contains("海风咖啡", "¥12.50");
    assertThat(answer("bills")).contains("Payments of the last 7 days", "¥12.50");
    assertThat(answer("我绑了哪些银行卡")).contains("招商银行 (6225) 储蓄卡");
    assertThat(answer("my cards")).contains("招商银行 (6225) debit");
    assertThat(answer("忘记支付密码了")).contains("还没有设置支付密码", "不能重置");
    assertThat(answer("reset my password")).contains("no payment password yet");
    assertThat(answer("帮助")).contains("余额 · 账单");
    assertThat(answer("help")).contains("balance, bills");
    assertThat(answer("待付款")).contains("没有等您确认的付款");
    assertThat(answer("早上好")).contains("这里是支付助手");
  }

  @Test
  void who_wrote_english_is_spoken_to_in_english_whatever_he_taps_then() {
    chat.write(Chat.PAYER, "balance");
    chat.tap(Chat.PAYER, Buttons.bills(Speech.CHINESE));
    assertThat(chat.lastWords()).contains("No payments in the last 7 days");
    var order = chat.asked(12_50);
    assertThat(chat.lastWords()).contains("To confirm: ¥12.50", "Payee: 海风咖啡");
    assertThat(FakeOperator.card(chat.last()).suggestions())
        .extracting(Suggestion::displayText)
        .containsExactly("Confirm and pay", "Cancel", "Not my order");
    chat.pay(order, payer);
    chat.relay();
    assertThat(chat.lastWords()).contains("Paid: ¥12.50", "Paid with: Balance (");
    chat.tap(Chat.PAYER, Buttons.otherLanguage(Speech.ENGLISH));
    assertThat(chat.lastWords()).contains("这里是支付助手");
    chat.asked(12_50);
    assertThat(chat.lastWords()).contains("待确认支付 ¥12.50");
  }

  @Test
  void words_that_nobody_understands_change_no_language() {
    assertThat(answer("ok")).contains("payment assistant");
    chat.asked(12_50);
    assertThat(chat.lastWords()).contains("待确认支付 ¥12.50");
    assertThat(answer("English")).contains("payment assistant");
    chat.asked(12_50);
    assertThat(chat.lastWords()).contains("To confirm: ¥12.50");
  }

  @Test
  void every_button_of_the_menu_is_answered() {
    for (var button : Buttons.all(Speech.CHINESE)) {
      int before = chat.messages().size();
      chat.tap(Chat.PAYER, button);
      assertThat(chat.messages()).as(button.displayText()).hasSize(before + 1);
    }
  }

  @Test
  void somebody_without_an_account_learns_nothing_but_how_to_open_one() {
    for (var words : List.of("余额", "账单", "银行卡", "密码")) {
      chat.write(OTHER, words);
      assertThat(FakeOperator.shown(chat.unicom.deliveredTo(OTHER).getLast()))
          .as(words)
          .contains("还没有支付账户");
    }
  }

  @Test
  void a_thousand_words_get_a_minute_s_answers_and_one_notice_of_each_kind() {
    for (int i = 0; i < 1000; i++) {
      chat.write(Chat.PAYER, "余额");
    }
    var said = chat.messages().stream().map(FakeOperator::shown).toList();
    assertThat(said).hasSize(Chat.LIMITS.perMinute() + 2);
    assertThat(said).filteredOn(words -> words.contains("可用余额")).hasSize(Chat.LIMITS.perMinute());
    assertThat(said.get(Chat.LIMITS.perMinute())).contains("太快", "付款卡片和支付结果仍会照常发给您");
    assertThat(said.getLast()).contains("今天不再回复");
    chat.later(Duration.ofMinutes(2));
    chat.write(Chat.PAYER, "余额");
    assertThat(chat.messages()).as("the day is used up").hasSize(said.size());
    chat.later(Duration.ofDays(1));
    assertThat(answer("余额")).contains("可用余额");
  }

  @Test
  void somebody_who_wrote_too_fast_is_answered_again_in_the_next_minute() {
    for (int i = 0; i < Chat.LIMITS.perMinute() + 5; i++) {
      chat.write(Chat.PAYER, "what is my balance");
    }
    assertThat(chat.lastWords()).contains("writing too fast");
    assertThat(chat.messages()).hasSize(Chat.LIMITS.perMinute() + 1);
    chat.later(Duration.ofMinutes(1));
    assertThat(answer("余额")).contains("可用余额");
  }

  @Test
  void whoever_is_not_answered_any_more_still_gets_cards_and_results_and_may_still_refuse() {
    for (int i = 0; i < Chat.LIMITS.perDay() + 5; i++) {
      chat.write(Chat.PAYER, "x");
    }
    var order = chat.asked(1_00);
    assertThat(chat.lastWords()).contains("待确认支付");
    chat.tap(Chat.PAYER, FakeOperator.button(chat.last(), "取消支付"));
    chat.relay();
    assertThat(chat.status(order)).isEqualTo(OrderStatus.CLOSED);
    assertThat(chat.lastWords()).contains("已关闭", "没有扣款");
  }

  @Test
  void one_person_s_loop_takes_nothing_from_another() {
    for (int i = 0; i < Chat.LIMITS.perDay() + 5; i++) {
      chat.write(OTHER, "x");
    }
    assertThat(answer("余额")).contains("可用余额");
  }

  @Test
  void a_message_delivered_twice_counts_once() {
    var said =
        new org.maapay.messaging.uplink.UplinkEvent.TextReceived(chat.envelope(Chat.PAYER), "余额");
    for (int i = 0; i < Chat.LIMITS.perMinute() + 5; i++) {
      chat.hear(said);
    }
    assertThat(answer("账单")).contains("没有支付记录");
  }

  private String answer(String text) {
    chat.write(Chat.PAYER, text);
    return chat.lastWords();
  }
}
