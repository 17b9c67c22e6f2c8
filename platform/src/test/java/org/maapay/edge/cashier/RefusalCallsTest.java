package org.maapay.edge.cashier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maapay.Clause;
import org.maapay.order.OrderStatus;
import org.maapay.order.PaymentOrder;
import org.maapay.risk.RequestBlocks;

/** What a payer says of a request that is not his, here in the SDK: no money moves by it. */
class RefusalCallsTest {
  private static final String REFUSALS = "/cashier/v1/refusals";
  private static final String BLOCK = "{\"block\":true}";

  private Counter counter;
  private PaymentOrder order;
  private TestHandset handset;

  @BeforeEach
  void open() throws Exception {
    counter = new Counter();
    order = counter.order(2_00);
    handset = new TestHandset(counter);
    assertThat(handset.open(counter.sdk.sdkToken(order)).code()).isEmpty();
  }

  @AfterEach
  void close() {
    counter.close();
  }

  @Test
  void an_order_that_is_not_his_is_closed_and_its_merchant_goes_on() throws Exception {
    for (int i = 0; i < 2; i++) {
      assertThat(handset.post(REFUSALS, "{}").text("orderStatus")).isEqualTo("CLOSED");
    }
    assertThat(status()).isEqualTo(OrderStatus.CLOSED);
    assertThat(isBlocked()).isFalse();
    assertThat(counter.balance()).isEqualTo(100_00);
  }

  @Test
  void its_merchant_is_refused_until_the_payer_says_otherwise() throws Exception {
    assertThat(handset.post(REFUSALS, BLOCK).code()).isEmpty();
    assertThat(isBlocked()).isTrue();
    assertThat(handset.post(REFUSALS + "/lift", "{}").code()).isEmpty();
    assertThat(isBlocked()).isFalse();
    assertThat(status()).as("the order stays closed").isEqualTo(OrderStatus.CLOSED);
  }

  @Test
  @Clause("6.1.1-2")
  void what_is_paid_stays_paid_and_says_nothing_of_its_merchant() throws Exception {
    assertThat(handset.payByPassword(order, Counter.PASSWORD).text("outcome")).isEqualTo("PAID");
    assertThat(handset.post(REFUSALS, BLOCK).code()).isEqualTo("order-paid");
    assertThat(status()).isEqualTo(OrderStatus.SUCCESS);
    assertThat(isBlocked()).isFalse();
  }

  @Test
  void nobody_refuses_without_a_session_or_on_another_device() throws Exception {
    assertThat(counter.post(REFUSALS, BLOCK, Map.of()).code()).isEqualTo("page-session-expired");
    var thief = new TestHandset(counter);
    thief.session = handset.session;
    thief.sessionId = handset.sessionId;
    assertThat(thief.post(REFUSALS, BLOCK).code()).isEqualTo("device-mismatch");
    assertThat(status()).isEqualTo(OrderStatus.CREATED);
    assertThat(isBlocked()).isFalse();
  }

  private OrderStatus status() {
    return counter.platform.read(order).status();
  }

  private boolean isBlocked() {
    var index = counter.platform.persons.index(order.wish().mobile());
    return counter.platform.database.read(
        tx -> new RequestBlocks().isBlocked(tx, counter.merchant.id(), index));
  }
}
