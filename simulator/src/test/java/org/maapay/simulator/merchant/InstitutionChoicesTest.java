package org.maapay.simulator.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maapay.simulator.Clause;
import tools.jackson.databind.JsonNode;

/** The user chooses who takes his money (B-4). */
class InstitutionChoicesTest {
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
  @Clause({"B-4.1", "5.1.4-2", "5.1.4-3", "5.1.4-5"})
  void an_institution_is_chosen_and_the_pay_card_says_which() throws Exception {
    var offered = institutions();
    assertThat(offered.toString()).contains("第二支付", "¥18.00");
    shop.handset.tap(offered, "用页面支付");
    var card = shop.handset.next();
    assertThat(card.toString()).contains("待支付 ¥18.00", "支付机构：第二支付", "second.example/pay/1");
    assertThat(Handset.buttons(card)).containsExactly("立即支付", "换支付机构", "取消订单");
  }

  @Test
  void a_choice_made_up_by_hand_or_of_nobody_s_order_starts_nothing_and_is_told_so()
      throws Exception {
    institutions();
    var number = shop.number();
    shop.handset.tap("reply", "用页面支付", "institution:" + number + ":NOBODY:WEBVIEW");
    assertThat(shop.handset.nextText()).contains("现在不能用", "没有扣款");
    for (var made :
        List.of("C20260101-UNKNOWN:SECOND:WEBVIEW", number + ":SECOND:CASH", number, "")) {
      shop.handset.tap("reply", "用页面支付", "institution:" + made);
      assertThat(shop.handset.nextText()).as(made).contains("按钮已失效", "没有扣款");
    }
    assertThat(shop.platform.calls)
        .filteredOn(call -> call.endsWith("/institution"))
        .as("only a choice of the user's own order is passed on")
        .hasSize(1);
  }

  @Test
  void a_choice_for_an_order_that_is_paid_starts_nothing() throws Exception {
    var offered = institutions();
    shop.platform.pay(shop.number(), false);
    assertThat(shop.handset.nextText()).contains("支付成功");
    shop.handset.tap(offered, "用页面支付");
    assertThat(shop.handset.nextText()).contains("已经支付成功", "没有发起新的支付");
    assertThat(shop.platform.calls).noneMatch(call -> call.endsWith("/institution"));
  }

  @Test
  @Clause({"B-4.1", "5.1.4-8b"})
  void the_result_card_names_the_institution_that_took_the_money() throws Exception {
    shop.handset.tap(institutions(), "用页面支付");
    shop.handset.next();
    assertThat(shop.platform.pay(shop.number(), false)).isEqualTo(200);
    var card = shop.handset.next();
    assertThat(card.toString()).contains("支付成功 ¥18.00", "支付机构：第二支付");
    assertThat(shop.platform.calls)
        .as("the notice says it")
        .noneMatch(call -> call.endsWith("/query"));
    assertThat(Handset.buttons(card)).allMatch(button -> button.length() <= 8);
  }

  @Test
  void it_names_whom_the_platform_names_though_the_answer_to_the_choice_was_lost()
      throws Exception {
    var offered = institutions();
    shop.platform.dropAll = true;
    shop.handset.tap(offered, "用页面支付");
    shop.handset.next();
    shop.platform.dropAll = false;
    shop.platform.noticesNameInstitutions = false;
    assertThat(shop.platform.pay(shop.number(), false)).isEqualTo(200);
    assertThat(shop.handset.nextText()).contains("支付成功 ¥18.00", "支付机构：第二支付");
  }

  @Test
  void the_result_waits_for_no_name() throws Exception {
    shop.handset.tap(institutions(), "用页面支付");
    shop.handset.next();
    shop.platform.noticesNameInstitutions = false;
    shop.platform.refuseWith = Optional.of("unavailable");
    assertThat(shop.platform.pay(shop.number(), false)).isEqualTo(200);
    assertThat(shop.handset.nextText()).contains("支付成功 ¥18.00").doesNotContain("支付机构");
  }

  private JsonNode institutions() throws Exception {
    shop.handset.type("聚合支付");
    shop.handset.tap(shop.handset.next(), "选机构支付");
    return shop.handset.next();
  }
}
