package org.maapay.simulator.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maapay.simulator.Clause;

/** Signing a mandate in the chat, and paying without a password. */
class PasswordFreeTest {
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
  @Clause({"B-6", "6.1.2-1", "6.1.2-2", "6.1.2-3"})
  void a_user_signs_is_told_before_and_pays_without_a_password() throws Exception {
    shop.handset.tap(shop.goods(), "免密支付");
    var signing = shop.handset.next();
    assertThat(signing.toString()).contains("开通免密支付", "单笔 ¥50.00，每日 ¥200.00", "可随时关闭", "现在不会扣款");
    assertThat(Handset.find(signing, "去开通").findValue("url").asString())
        .isEqualTo(FakePlatform.SIGN_URL);
    assertThat(shop.platform.mandateBecomes("ACTIVE")).isEqualTo(200);
    assertThat(shop.handset.nextText()).contains("免密支付已开通", "单笔 ¥50.00，每日 ¥200.00");

    shop.handset.tap(shop.goods(), "免密支付");
    var before = shop.handset.next();
    assertThat(before.toString()).contains("免密支付 ¥18.00", "本次为免密支付", "单笔 ¥50.00，每日 ¥200.00");
    assertThat(shop.platform.orderCount()).as("nothing is ordered before he is told").isZero();
    shop.handset.tap(before, "确认免密支付");
    TestShop.await(() -> shop.platform.orderCount() == 1);
    var order = shop.platform.onlyOrder();
    assertThat(order.path("businessType").asString()).isEqualTo("PASSWORD_FREE");
    shop.platform.pay(order.path("merchantOrderNo").asString(), false);
    assertThat(shop.handset.nextText()).contains("支付成功 ¥18.00", "免密支付");
    shop.handset.tap(before, "确认免密支付");
    assertThat(shop.handset.nextText()).contains("已经支付成功");
    assertThat(shop.platform.orderCount()).as("a tap counts once").isEqualTo(1);
  }

  @Test
  @Clause("6.1.2-3")
  void a_debit_nobody_told_of_is_asked_about_and_told() throws Exception {
    sign();
    shop.handset.tap(shop.goods(), "免密支付");
    shop.handset.tap(shop.handset.next(), "确认免密支付");
    TestShop.await(() -> shop.platform.orderCount() == 1);
    shop.clock.tick(Duration.ofSeconds(3));
    shop.merchant().look();
    assertThat(shop.handset.nextText()).contains("支付成功 ¥18.00");
  }

  @Test
  void what_is_not_debited_falls_back_to_the_link_and_says_why() throws Exception {
    sign();
    shop.platform.fallback = Optional.of("LIMIT_PER_DAY");
    shop.handset.tap(shop.goods(), "免密支付");
    shop.handset.tap(shop.handset.next(), "确认免密支付");
    var card = shop.handset.next();
    assertThat(card.toString()).contains("待支付 ¥18.00", "超过今日免密限额，没有扣款");
    assertThat(Handset.buttons(card)).containsExactly("立即支付", "验密支付", "取消订单", "不是我的订单");
  }

  @Test
  void what_was_agreed_is_told_and_ended_in_the_chat() throws Exception {
    shop.handset.type("免密");
    assertThat(shop.handset.nextText()).contains("还没有在这里开通");
    sign();
    shop.handset.type("免密");
    var agreed = shop.handset.next();
    assertThat(agreed.toString()).contains("您已开通免密支付", "每日 ¥200.00");
    shop.handset.tap(agreed, "关闭免密");
    TestShop.await(() -> shop.platform.calls.contains("/v1/mandates/revoke"));
    shop.platform.mandateBecomes("REVOKED");
    assertThat(shop.handset.nextText()).contains("免密支付已关闭");
    shop.handset.tap(shop.goods(), "免密支付");
    assertThat(shop.handset.nextText()).contains("开通免密支付");
  }

  private void sign() throws Exception {
    shop.handset.tap(shop.goods(), "免密支付");
    shop.handset.next();
    shop.platform.mandateBecomes("ACTIVE");
    shop.handset.next();
  }
}
