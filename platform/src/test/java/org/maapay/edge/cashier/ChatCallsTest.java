package org.maapay.edge.cashier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maapay.Clause;
import org.maapay.order.OrderStatus;
import org.maapay.order.PaymentOrder;
import org.maapay.order.TransactionType;

/** The page as it is opened from a card of the payment chatbot. */
class ChatCallsTest {
  private static Counter counter;

  @BeforeAll
  static void open() {
    counter = new Counter();
  }

  @AfterAll
  static void close() {
    counter.close();
  }

  private static PaymentOrder asked() {
    var order = counter.order(1_00, TransactionType.CHATBOT);
    counter.chatbot.ask(order);
    return order;
  }

  private static Counter.Said opened(PaymentOrder order, String reference) {
    var body =
        "{\"payOrderNo\":\"%s\",\"reference\":\"%s\"}"
            .formatted(order.payOrderNo().value(), reference);
    return counter.post("/cashier/v1/sessions", body, Map.of());
  }

  private static String reference(PaymentOrder order) {
    return counter.confirmations.link(order).orElseThrow().replaceFirst(".*[?]t=([^&]+)&.*", "$1");
  }

  @Test
  @Clause({"5.1.2-3", "5.1.2-4"})
  void a_card_opens_the_page_and_the_password_pays() throws Exception {
    var order = asked();
    var before = counter.balance();
    var page = opened(order, reference(order));
    var bearer = Map.of("Authorization", "Bearer " + page.text("session"));
    var keypad = counter.post("/cashier/v1/keypads", "{\"methodId\":\"balance\"}", bearer);
    var envelope = counter.typed(keypad.text("ticket"), order, Counter.PASSWORD);
    var body = "{\"methodId\":\"balance\",\"envelope\":\"" + envelope + "\"}";
    assertThat(counter.post("/cashier/v1/payments", body, bearer).text("outcome"))
        .isEqualTo("PAID");
    assertThat(counter.platform.read(order).status()).isEqualTo(OrderStatus.SUCCESS);
    assertThat(counter.balance()).isEqualTo(before - 1_00);
  }

  @Test
  void a_card_that_was_used_opens_nothing_and_another_is_written_down() {
    var order = asked();
    var reference = reference(order);
    assertThat(opened(order, reference).code()).isEmpty();
    assertThat(opened(order, reference).code()).isEqualTo("page-reference-used");
    assertThat(opened(order, reference).code()).isEqualTo("page-reference-used");
    assertThat(
            counter.platform.number(
                "SELECT count(*) FROM chatbot_message WHERE pay_order_no = '"
                    + order.payOrderNo().value()
                    + "'"))
        .isEqualTo(2);
    assertThat(opened(order, reference(order)).code()).isEmpty();
  }

  @Test
  void the_reference_that_lives_as_long_as_an_order_opens_none_of_the_chatbot() {
    var order = asked();
    var lasting = counter.platform.vault.pageReferences().of(order.payOrderNo());
    assertThat(opened(order, lasting).code()).isEqualTo("page-reference-unknown");
    var webview = counter.order(1_00, TransactionType.WEBVIEW);
    var own = counter.platform.vault.pageReferences().of(webview.payOrderNo());
    assertThat(opened(webview, own).code()).isEmpty();
    assertThat(opened(webview, own).code()).as("as often as the payer likes").isEmpty();
  }

  @Test
  void a_card_of_another_order_opens_nothing() {
    var order = asked();
    assertThat(opened(asked(), reference(order)).code()).isEqualTo("page-reference-unknown");
  }
}
