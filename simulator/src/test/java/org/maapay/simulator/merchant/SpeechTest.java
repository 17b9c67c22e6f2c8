package org.maapay.simulator.merchant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maapay.simulator.Clause;
import tools.jackson.databind.JsonNode;

/** A customer who chose English, and one who goes back to Chinese. */
class SpeechTest {
  @AutoClose private TestShop shop;

  @BeforeEach
  void open() throws Exception {
    shop = new TestShop();
  }

  private JsonNode english() throws Exception {
    shop.handset.type("English");
    return seen();
  }

  /** The next message, which holds no Chinese but names, and no button that is too long. */
  private JsonNode seen() throws Exception {
    var message = shop.handset.next();
    assertThat(message.toString().replace("海风咖啡", "").replace("中文", ""))
        .doesNotContainPattern("\\p{IsHan}");
    assertThat(Handset.buttons(message))
        .allSatisfy(button -> assertThat(button.getBytes(UTF_8).length).isLessThanOrEqualTo(24));
    return message;
  }

  @Test
  @Clause("B-1")
  void a_whole_purchase_is_in_english() throws Exception {
    var welcome = english();
    assertThat(Handset.buttons(welcome))
        .containsExactly("Shop", "Choose who I pay with", "My orders", "Help", "中文");
    shop.handset.tap(welcome, "Shop");
    var goods = seen();
    assertThat(goods.toString()).contains("Latte (large)", "¥18.00");
    shop.handset.tap(goods, "Buy");
    var card = seen();
    assertThat(card.toString()).contains("To pay: ¥18.00", "Goods: Latte (large)", "before 12:30");
    assertThat(Handset.buttons(card))
        .containsExactly("Pay now", "Pay with password", "Cancel the order", "Not my order");
    assertThat(shop.platform.pay(shop.number(), false)).isEqualTo(200);
    var paid = seen();
    assertThat(paid.toString()).contains("Paid: ¥18.00");
    shop.handset.tap(paid, "Ask for a refund");
    var refund = seen();
    shop.handset.tap(refund, "Part of it");
    assertThat(Handset.buttons(seen())).containsExactly("Half of it", "All of it");
    shop.handset.type("99");
    assertThat(seen().toString()).contains("between ¥0.01 and ¥18.00");
    shop.handset.type("5");
    assertThat(seen().toString()).contains("You asked for ¥5.00 back");
    shop.handset.type("my orders");
    assertThat(seen().toString()).contains("Latte (large) ¥18.00", "Paid");
  }

  @Test
  void other_ways_to_pay_and_to_give_up_are_in_english_too() throws Exception {
    english();
    shop.handset.type("choose");
    shop.handset.tap(seen(), "Choose and pay");
    var offered = shop.handset.next();
    assertThat(Handset.buttons(offered)).contains("On its page");
    shop.handset.type("shop");
    shop.handset.tap(seen(), "Pay in the chat");
    shop.handset.tap(seen(), "Cancel the order");
    assertThat(seen().toString()).contains("is cancelled; nothing was taken");
    shop.handset.type("help");
    assertThat(Handset.buttons(seen())).containsExactly("Call us", "My orders");
    shop.handset.tap("reply", "x", "buy:made-up");
    assertThat(seen().toString()).contains("This button is too old");
  }

  @Test
  void chinese_comes_first_and_comes_back() throws Exception {
    shop.handset.type("hello");
    var welcome = shop.handset.next();
    assertThat(Handset.buttons(welcome)).contains("逛一逛", "English");
    shop.handset.tap(welcome, "English");
    shop.handset.tap(seen(), "中文");
    assertThat(Handset.buttons(shop.handset.next())).contains("逛一逛", "English");
  }
}
