package org.maapay.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.maapay.AtOnce;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.kernel.Money;
import org.maapay.mandate.Limits;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Why;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.uplink.UplinkEvent.DeliveryReported;
import org.maapay.user.User;
import org.maapay.wallet.WalletInstitution;

/** What payers get from the payment chatbot, and that they get it. */
class PaymentChatbotTest {
  @AutoClose private final Chat chat = new Chat();
  private final User payer = chat.payer();

  @Test
  @Clause({"5.1.2-1", "5.1.2-2", "6.5-7a"})
  void a_payer_is_asked_with_merchant_goods_amount_and_masked_account() {
    chat.asked(12_50);
    assertThat(chat.messages()).hasSize(1);
    assertThat(chat.lastWords())
        .contains("待确认支付 ¥12.50", "收款商户：海风咖啡", "商品：拿铁", "余额（*明 138****8000）")
        .doesNotContain(Chat.PAYER);
    assertThat(FakeOperator.card(chat.last()).suggestions())
        .extracting(one -> one.displayText())
        .containsExactly("确认支付", "取消支付", "不是我的订单");
  }

  @Test
  void a_card_is_proposed_when_the_balance_does_not_suffice() {
    chat.platform.card(payer);
    chat.asked(500_00);
    assertThat(chat.lastWords()).contains("招商银行 (6225)");
  }

  @Test
  void asking_again_sends_nothing_again() {
    var order = chat.asked(1_00);
    AtOnce.run(
        8,
        _ -> {
          chat.chatbot.ask(order);
          return true;
        });
    chat.send();
    assertThat(chat.messages()).hasSize(1);
  }

  @Test
  void an_order_whose_request_was_lost_is_asked_about_by_the_next_round() {
    chat.placed(Chat.PAYER, 1_00, "拿铁");
    assertThat(chat.chatbot.catchUp()).as("perhaps it is just being asked about").isZero();
    chat.later(Duration.ofSeconds(3));
    assertThat(chat.chatbot.catchUp()).isEqualTo(1);
    assertThat(chat.chatbot.catchUp()).isZero();
    chat.send();
    assertThat(chat.messages()).hasSize(1);
  }

  @Test
  @Clause("5.1.2-5")
  void the_result_is_told_once_and_leads_back_to_the_merchant() {
    var order = chat.asked(12_50);
    chat.pay(order, payer);
    chat.relay();
    chat.relay();
    assertThat(chat.messages()).hasSize(2);
    assertThat(chat.lastWords())
        .contains("支付成功 ¥12.50", "海风咖啡", order.payOrderNo().value(), "返回箭头")
        .doesNotContain(Chat.PAYER);
  }

  @Test
  @Clause("6.2.2-2")
  void a_refund_is_told_where_the_payment_was_made() {
    var order = chat.asked(12_50);
    chat.pay(order, payer);
    chat.platform.refund(order, 2_50, null);
    chat.relay();
    chat.relay();
    assertThat(chat.lastWords()).contains("已退款 ¥2.50");
  }

  @Test
  @Clause({"6.2.2-1", "6.1.2-3"})
  void without_a_password_there_is_no_card_and_the_result_is_told() {
    var limits = new Limits(new Money(5_000), new Money(20_000));
    chat.platform.mandate(chat.merchant, payer, limits, WalletInstitution.BALANCE);
    chat.relay();
    var debited = chat.passwordFree(12_50);
    chat.relay();
    assertThat(debited.paidAt()).isPresent();
    assertThat(chat.messages()).hasSize(1);
    assertThat(chat.lastWords()).contains("支付成功 ¥12.50");
  }

  @Test
  @Clause("6.2.2-1")
  void what_a_mandate_does_not_cover_is_asked_for_by_card() {
    chat.passwordFree(12_50);
    assertThat(chat.messages()).hasSize(1);
    assertThat(chat.lastWords()).contains("待确认支付 ¥12.50");
  }

  @Test
  void an_order_of_another_way_says_nothing_here() {
    var order = chat.platform.order(chat.merchant, 1_00);
    chat.chatbot.ask(order);
    chat.pay(order, payer);
    chat.relay();
    assertThat(chat.messages()).isEmpty();
  }

  @Test
  @Clause("5.1.2-3")
  void a_card_opens_its_page_once_and_another_follows() {
    var order = chat.asked(1_00);
    var first = Chat.reference(chat.last());
    var openings =
        AtOnce.run(8, _ -> chat.confirmations.open(order.payOrderNo(), first)).stream().toList();
    assertThat(openings).filteredOn(Opening.Opened.class::isInstance).hasSize(1);
    assertThat(openings).filteredOn(Opening.Used.class::isInstance).hasSize(7);
    chat.chatbot.renew(order);
    chat.chatbot.renew(order);
    chat.send();
    assertThat(chat.messages()).hasSize(2);
    var second = Chat.reference(chat.last());
    assertThat(second).isNotEqualTo(first);
    assertThat(chat.confirmations.open(order.payOrderNo(), second))
        .isInstanceOf(Opening.Opened.class);
  }

  @Test
  void a_reference_made_up_or_of_another_order_opens_nothing() {
    var order = chat.asked(1_00);
    var other = chat.asked(1_00);
    var reference = Chat.reference(chat.last());
    var mark = reference.substring(reference.indexOf('.'));
    var tap = chat.confirmations.tap(other, 0);
    for (var wrong :
        new String[] {
          "x", "0.AAAAAAAAAAAAAAAAAAAAAA", "1" + mark, "0" + tap.substring(tap.lastIndexOf('.'))
        }) {
      assertThat(chat.confirmations.open(other.payOrderNo(), wrong))
          .as(wrong)
          .isInstanceOf(Opening.Unknown.class);
    }
    assertThat(chat.confirmations.open(order.payOrderNo(), reference))
        .isInstanceOf(Opening.Unknown.class);
    var webview = chat.platform.order(chat.merchant, 1_00);
    var link = chat.confirmations.link(webview, 0);
    var own = link.replaceFirst(".*[?]t=([^&]+)&.*", "$1");
    assertThat(chat.confirmations.open(webview.payOrderNo(), own))
        .isInstanceOf(Opening.Unknown.class);
  }

  @Test
  void no_card_is_renewed_for_an_order_that_is_over() {
    var order = chat.asked(1_00);
    chat.confirmations.open(order.payOrderNo(), Chat.reference(chat.last()));
    chat.later(Duration.ofMinutes(31));
    chat.chatbot.renew(order);
    chat.send();
    assertThat(chat.messages()).hasSize(1);
  }

  @Test
  void a_card_that_waited_until_its_order_was_paid_is_not_sent() {
    var order = chat.placed(Chat.PAYER, 1_00, "拿铁");
    chat.unicom.down(true);
    chat.chatbot.ask(order);
    chat.send();
    chat.pay(order, payer);
    chat.relay();
    chat.unicom.down(false);
    for (int i = 0; i < 10; i++) {
      chat.later(Duration.ofSeconds(70));
      chat.send();
    }
    assertThat(chat.messages()).hasSize(1);
    assertThat(chat.lastWords()).contains("支付成功");
  }

  @Test
  void of_one_operator_that_is_down_its_users_wait_and_others_do_not() {
    var other = "13900139000";
    chat.served.put(other, "telecom");
    chat.unicom.down(true);
    for (int i = 0; i < 5; i++) {
      chat.chatbot.ask(chat.placed(Chat.PAYER, 1_00 + i, "拿铁"));
      chat.chatbot.ask(chat.placed(other, 1_00 + i, "拿铁"));
      chat.later(Duration.ofMillis(5));
    }
    chat.send();
    assertThat(chat.telecom.deliveredTo(other)).hasSize(5);
    assertThat(chat.messages()).isEmpty();
    chat.unicom.down(false);
    for (int i = 0; i < 5; i++) {
      chat.later(Duration.ofSeconds(70));
      chat.send();
    }
    assertThat(chat.messages()).hasSize(5);
    assertThat(chat.messages())
        .extracting(one -> FakeOperator.card(one).title())
        .as("none overtook another")
        .containsExactly("待确认支付 ¥1.00", "待确认支付 ¥1.01", "待确认支付 ¥1.02", "待确认支付 ¥1.03", "待确认支付 ¥1.04");
  }

  @Test
  void a_message_whose_answer_was_lost_is_there_once() {
    chat.unicom.mute(true);
    chat.asked(1_00);
    chat.unicom.mute(false);
    chat.later(Duration.ofSeconds(5));
    chat.send();
    assertThat(chat.messages()).hasSize(1);
    assertThat(chat.platform.number("SELECT count(*) FROM chatbot_message WHERE state = 'SENT'"))
        .isEqualTo(1);
  }

  @Test
  void a_report_that_comes_before_the_operator_s_answer_is_kept_with_it() {
    chat.chatbot.ask(chat.placed(Chat.PAYER, 1_00, "拿铁"));
    var messages = new Messages();
    var now = chat.platform.clock.instant();
    chat.platform.database.run(tx -> {
      var taken = messages.claim(tx, now, now.plusSeconds(60), 10).getFirst().message();
      messages.delivered(tx, taken.person().bucket(), taken.id());
      messages.end(tx, taken, Messages.End.SENT, "unicom", null, now);
    });
    assertThat(
            chat.platform.number(
                "SELECT count(*) FROM chatbot_message WHERE state = 'DELIVERED'"
                    + " AND operator = 'unicom' AND ended_at IS NOT NULL"))
        .isEqualTo(1);
  }

  @Test
  void a_number_that_moved_gets_its_message_from_its_new_operator() {
    chat.asked(1_00);
    var sent = chat.last();
    chat.served.put(Chat.PAYER, "telecom");
    chat.hear(
        new DeliveryReported(
            chat.unicom.account().chatbotId(),
            sent.messageId(),
            new PhoneNumber(Chat.PAYER),
            new Failed(Why.NO_TERMINAL, "1"),
            chat.platform.clock.instant()));
    chat.later(Duration.ofSeconds(2));
    chat.send();
    assertThat(chat.telecom.deliveredTo(Chat.PAYER)).hasSize(1);
  }

  @Test
  void a_message_that_found_no_way_expires_with_its_order() {
    chat.chatbot.ask(chat.placed("13700137000", 1_00, "拿铁"));
    chat.send();
    chat.later(Duration.ofMinutes(31));
    chat.send();
    assertThat(chat.platform.number("SELECT count(*) FROM chatbot_message WHERE state = 'EXPIRED'"))
        .isEqualTo(1);
  }

  @Test
  void nobody_s_number_is_told_how_to_open_an_account() {
    var stranger = "13700137000";
    chat.served.put(stranger, "unicom");
    chat.chatbot.ask(chat.placed(stranger, 1_00, "拿铁"));
    chat.send();
    var card = chat.unicom.deliveredTo(stranger).getLast();
    assertThat(FakeOperator.shown(card)).contains("还没有支付账户", "开通", "不会扣款");
    assertThat(FakeOperator.card(card).suggestions())
        .extracting(one -> one.displayText())
        .containsExactly("取消支付", "不是我的订单");
    chat.platform.user(stranger, 5_00);
    chat.write(stranger, "待付款");
    assertThat(FakeOperator.shown(chat.unicom.deliveredTo(stranger).getLast()))
        .contains("待确认支付 ¥1.00", "余额");
  }

  @Test
  @Clause("6.3.2-3a")
  void long_names_are_cut_between_characters_and_the_amount_stays_whole() {
    chat.chatbot.ask(
        chat.placed(Chat.PAYER, 1234_56, "礼".repeat(30) + "👩‍👩‍👧 12345678901234567890 元"));
    chat.send();
    assertThat(chat.lastWords())
        .contains("¥1234.56", "👩‍👩‍👧…")
        .doesNotContain("1234567890123456789…");
  }

  @Test
  void what_was_said_is_kept_without_numbers_and_words() {
    chat.write(Chat.PAYER, "我的密码是 274159");
    assertThat(chat.lastWords()).contains("请不要把密码");
    assertThat(
            chat.platform.number(
                "SELECT count(*) FROM chatbot_message m WHERE m::text LIKE '%274159%'"
                    + " OR m::text LIKE '%"
                    + TestPlatform.PAYER.digits()
                    + "%'"))
        .isZero();
  }
}
