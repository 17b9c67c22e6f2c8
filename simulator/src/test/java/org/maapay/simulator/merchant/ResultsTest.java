package org.maapay.simulator.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the user learns how his order ended, whatever is lost or comes twice. */
class ResultsTest {
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
  void an_order_that_its_payer_refused_is_told_to_be_closed_before_its_time() throws Exception {
    shop.payCard();
    shop.platform.expire(shop.number());
    assertThat(shop.handset.nextText()).contains("已关闭，没有扣款").doesNotContain("超过支付时间");
  }

  @Test
  void an_expired_order_is_told_to_be_closed() throws Exception {
    shop.payCard();
    shop.clock.tick(Checkout.LIFE);
    shop.platform.expire(shop.number());
    var end = shop.handset.next();
    assertThat(end.toString()).contains("已超过支付时间并关闭，没有扣款");
    shop.handset.tap(end, "再来一单");
    assertThat(shop.handset.nextText()).contains("待支付 ¥18.00");
    assertThat(shop.platform.orderCount()).isEqualTo(2);
  }

  @Test
  void a_cancelled_order_is_told_once() throws Exception {
    var card = shop.payCard();
    shop.handset.tap(card, "取消订单");
    assertThat(shop.handset.nextText()).contains("已取消，没有扣款");
    shop.platform.expire(shop.number());
    shop.clock.tick(Duration.ofHours(1));
    shop.merchant().look();
    assertThat(shop.handset.isQuiet()).isTrue();
  }

  @Test
  void a_lost_callback_is_made_up_for_by_asking() throws Exception {
    shop.payCard();
    shop.platform.pay(shop.number(), true);
    shop.clock.tick(Duration.ofSeconds(30));
    shop.merchant().look();
    assertThat(shop.handset.nextText()).contains("支付成功");
  }

  @Test
  void a_result_that_the_operator_did_not_take_is_sent_again() throws Exception {
    shop.payCard();
    shop.operator.change(TestShop.json("{\"rateLimit\":true}"));
    shop.platform.pay(shop.number(), false);
    shop.operator.change(TestShop.json("{}"));
    assertThat(shop.handset.isQuiet()).isTrue();
    shop.clock.tick(Duration.ofSeconds(5));
    shop.merchant().look();
    assertThat(shop.handset.nextText()).contains("支付成功");
    shop.merchant().look();
    assertThat(shop.handset.isQuiet()).isTrue();
  }

  @Test
  void a_callback_that_comes_twice_shows_one_card_even_after_a_restart() throws Exception {
    shop.payCard();
    var number = shop.number();
    assertThat(shop.platform.pay(number, false)).isEqualTo(200);
    assertThat(shop.platform.pay(number, false)).isEqualTo(200);
    shop.restart();
    assertThat(shop.platform.pay(number, false)).isEqualTo(200);
    assertThat(shop.handset.nextText()).contains("支付成功");
    assertThat(shop.handset.isQuiet()).isTrue();
  }

  @Test
  void the_signed_calls_and_callbacks_can_be_watched() throws Exception {
    shop.paidOrder();
    shop.log.close();
    var records = shop.log.after(0, 100);
    assertThat(records)
        .filteredOn(record -> record.path("link").asString().equals("PLATFORM"))
        .allMatch(record -> record.path("requestHeaders").has("signature-input"))
        .isNotEmpty();
    assertThat(records)
        .filteredOn(record -> record.path("link").asString().equals("CALLBACK"))
        .hasSize(1);
    assertThat(records.toString()).doesNotContain("13800138000").doesNotContain("t=reference");
  }
}
