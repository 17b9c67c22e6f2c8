package org.maapay.simulator.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maapay.simulator.Clause;

/** From a tap on a product to the card by which it is paid, and what its buttons do later. */
class CheckoutTest {
  private TestShop shop;

  @BeforeEach
  void open() throws Exception {
    shop = new TestShop();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  @Clause({"B-1", "6.1.1-4", "4-merchant"})
  void a_product_is_chosen_paid_and_told_to_be_paid() throws Exception {
    shop.handset.type("你好");
    var welcome = shop.handset.next();
    assertThat(Handset.buttons(welcome)).containsExactly("逛一逛", "聚合支付", "历史订单", "客服", "English");
    shop.handset.tap(welcome, "逛一逛");
    var goods = shop.handset.next();
    assertThat(goods.findValuesAsString("mediaUrl")).hasSize(4);
    shop.handset.tap(goods, "下单支付");
    var card = shop.handset.next();
    var order = shop.platform.onlyOrder();
    var number = order.path("merchantOrderNo").asString();
    assertThat(card.toString())
        .contains("待支付 ¥18.00", "商户：海风咖啡", "商品：拿铁（大杯）", number, "请在 12:30 前支付");
    assertThat(Handset.buttons(card)).containsExactly("立即支付", "验密支付", "取消订单", "不是我的订单");
    var open = Handset.find(card, "立即支付").path("action").path("urlAction").path("openUrl");
    assertThat(open.path("application").asString()).isEqualTo("webview");
    assertThat(open.path("url").asString())
        .isEqualTo("http://localhost:8601/pay/P" + number + "?t=reference");
    assertThat(shop.platform.pay(number, false)).isEqualTo(200);
    assertThat(shop.handset.nextText()).contains("支付成功 ¥18.00", number);
    assertThat(shop.platform.calls).containsExactly("/v1/payment-orders");
  }

  @Test
  @Clause({"B-2", "5.1.2-5"})
  void an_order_for_the_payment_chatbot_leads_there_and_is_told_to_be_paid() throws Exception {
    shop.handset.tap(shop.goods(), "消息支付");
    var card = shop.handset.next();
    var order = shop.platform.onlyOrder();
    var number = order.path("merchantOrderNo").asString();
    assertThat(order.path("transactionType").asString()).isEqualTo("CHATBOT");
    assertThat(card.toString()).contains("待支付 ¥18.00", "支付助手", number);
    assertThat(Handset.buttons(card)).containsExactly("去支付助手", "取消订单");
    assertThat(Handset.find(card, "去支付助手").findValue("url").asString())
        .isEqualTo("sms:10650300%40botplatform.rcs.chinaunicom.cn");
    assertThat(shop.platform.pay(number, false)).isEqualTo(200);
    assertThat(shop.handset.nextText()).contains("支付成功 ¥18.00", number);
  }

  @Test
  @Clause("B-5")
  void the_password_card_opens_the_keypad_straight_away() throws Exception {
    var card = shop.payCard();
    shop.handset.tap(card, "验密支付");
    var password = shop.handset.next();
    var url = Handset.find(password, "输入支付密码").findValue("url").asString();
    assertThat(url).endsWith("?t=reference&view=password");
    assertThat(password.toString()).contains("验密支付 ¥18.00");
  }

  @Test
  @Clause("6.1.1-2")
  void a_paid_order_is_not_paid_again() throws Exception {
    var card = shop.payCard();
    var number = shop.number();
    shop.platform.pay(number, false);
    shop.handset.next();
    for (var button : List.of("立即支付", "验密支付", "取消订单")) {
      shop.handset.tap(card, button);
      assertThat(shop.handset.nextText()).contains("已经支付成功").contains("没有发起新的支付");
    }
    assertThat(shop.platform.calls).containsExactly("/v1/payment-orders");
  }

  @Test
  @Clause("6.1.1-1")
  void an_unpaid_order_stays_payable_and_the_chat_says_so() throws Exception {
    var card = shop.payCard();
    shop.handset.tap(card, "立即支付");
    shop.clock.tick(Duration.ofSeconds(29));
    shop.merchant().look();
    assertThat(shop.handset.isQuiet()).isTrue();
    shop.clock.tick(Duration.ofSeconds(1));
    shop.merchant().look();
    var reminder = shop.handset.next();
    assertThat(reminder.toString()).contains("尚未支付，没有扣款").contains("12:30 前继续支付");
    assertThat(Handset.buttons(reminder)).containsExactly("立即支付", "取消订单");
    shop.merchant().look();
    assertThat(shop.handset.isQuiet()).isTrue();
  }

  @Test
  void a_tap_that_comes_twice_makes_one_order() throws Exception {
    shop.handset.tap("reply", "逛一逛", "goods");
    var goods = shop.handset.next();
    shop.operator.change(TestShop.json("{\"duplicate\":true}"));
    shop.handset.tap(goods, "下单支付");
    shop.operator.change(TestShop.json("{}"));
    assertThat(shop.handset.nextText()).contains("待支付");
    shop.handset.tap(goods, "下单支付");
    assertThat(shop.handset.nextText()).contains("已经生成");
    assertThat(shop.platform.orderCount()).isEqualTo(1);
  }

  @Test
  void a_reference_of_somebody_else_buys_nothing() throws Exception {
    shop.handset.tap("reply", "下单支付", "buy:nobody-issued-this");
    assertThat(shop.handset.nextText()).contains("按钮已失效");
    shop.handset.tap("reply", "申请退款", "refund:C20260101-UNKNOWN");
    assertThat(shop.handset.nextText()).contains("无需退款");
    assertThat(shop.platform.orderCount()).isZero();
  }

  @Test
  void an_order_that_was_not_confirmed_is_placed_again_under_its_number() throws Exception {
    shop.handset.tap("reply", "逛一逛", "goods");
    var goods = shop.handset.next();
    shop.platform.dropNext = true;
    shop.handset.tap(goods, "下单支付");
    assertThat(shop.handset.nextText()).contains("待支付");
    assertThat(shop.platform.orderCount()).isEqualTo(1);
    assertThat(shop.platform.calls).containsOnly("/v1/payment-orders").hasSizeGreaterThan(1);
  }

  @Test
  void a_refused_order_is_told_without_a_code() throws Exception {
    shop.handset.tap("reply", "逛一逛", "goods");
    var goods = shop.handset.next();
    shop.platform.refuseWith = Optional.of("merchant-name-not-registered");
    shop.handset.tap(goods, "下单支付");
    assertThat(shop.handset.nextText()).contains("下单没有成功，没有扣款").doesNotContain("merchant-name");
  }

  @Test
  void the_menu_is_published() {
    assertThat(shop.merchant().publishMenu()).isTrue();
  }
}
