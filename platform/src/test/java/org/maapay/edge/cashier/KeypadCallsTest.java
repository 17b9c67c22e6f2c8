package org.maapay.edge.cashier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.Clause;
import org.maapay.edge.cashier.PageSession.Terms;

@Clause("6.5-7a")
class KeypadCallsTest {
  private static final String METHOD = "{\"methodId\":\"balance\"}";

  private final Counter counter = new Counter();

  @AfterEach
  void close() {
    counter.close();
  }

  @Test
  void a_keypad_is_opened_for_what_the_page_showed() throws Exception {
    var order = counter.order(12_34);
    var handset = new TestHandset(counter);
    handset.open(counter.sdk.sdkToken(order));
    var keypad = handset.post("/cashier/v1/keypads", METHOD);
    assertThat(keypad.text("payee")).isEqualTo(order.wish().merchantName());
    assertThat(keypad.text("amount")).isEqualTo("12.34");
    assertThat(keypad.text("payOrderNo")).isEqualTo(order.payOrderNo().value());
  }

  @Test
  void the_first_keypad_s_ticket_comes_with_the_page() throws Exception {
    var order = counter.order(12_34);
    var handset = new TestHandset(counter);
    var offered = handset.open(counter.sdk.sdkToken(order)).object("keypad");
    assertThat(offered.text("amount")).isEqualTo("12.34");
    var envelope = counter.typed(offered.text("ticket"), order, Counter.PASSWORD);
    assertThat(handset.payWith(envelope).text("outcome")).isEqualTo("PAID");
  }

  @Test
  void no_ticket_comes_with_a_page_where_no_password_can_pay() throws Exception {
    var paid = counter.order(1_00);
    var token = counter.sdk.sdkToken(paid);
    var handset = new TestHandset(counter);
    handset.open(token);
    handset.payByPassword(paid, Counter.PASSWORD);
    assertThat(handset.open(token).has("keypad")).isFalse();

    var order = counter.order(1_00);
    handset.open(counter.sdk.sdkToken(order));
    for (int i = 0; i < 5; i++) {
      handset.payByPassword(order, "951427");
    }
    var locked = new TestHandset(counter).open(counter.sdk.sdkToken(counter.order(1_00)));
    assertThat(locked.code()).isEmpty();
    assertThat(locked.has("keypad")).isFalse();
  }

  @Test
  void who_types_for_an_order_that_was_paid_meanwhile_pays_nothing_and_no_try_is_counted()
      throws Exception {
    var order = counter.order(1_00);
    var handset = new TestHandset(counter);
    handset.open(counter.sdk.sdkToken(order));
    assertThat(handset.payByPassword(order, Counter.PASSWORD).text("outcome")).isEqualTo("PAID");
    var after = counter.balance();
    assertThat(handset.payByPassword(order, "951427").code()).isEqualTo("order-paid");
    assertThat(counter.balance()).isEqualTo(after);
    var standing = counter.platform.vault.pins().standing(counter.payer.id());
    assertThat(standing.triesLeft()).isEqualTo(5);
  }

  @Test
  void no_keypad_opens_when_the_order_s_time_is_over() throws Exception {
    var order = counter.order(1_00);
    counter.later(Duration.ofMinutes(20));
    var handset = new TestHandset(counter);
    handset.open(counter.sdk.sdkToken(order));
    counter.later(Duration.ofMinutes(10).minusMillis(1));
    assertThat(handset.post("/cashier/v1/keypads", METHOD).code()).isEmpty();
    counter.later(Duration.ofMillis(1));
    assertThat(handset.post("/cashier/v1/keypads", METHOD).code()).isEqualTo("order-closed");
  }

  @Test
  void a_session_s_token_brings_back_what_it_was_made_of() {
    var sessions =
        new PageSessions(counter.platform.vault.records("page-session"), counter.platform.clock);
    var order = counter.order(7_00);
    var opened = sessions.open(order, Optional.of(counter.payer.id()), Optional.empty());
    assertThat(sessions.find(opened.token())).contains(opened.session());
    assertThat(opened.session().terms()).isEqualTo(Terms.of(order));
    assertThat(sessions.find(opened.token() + "A")).isEmpty();
  }
}
