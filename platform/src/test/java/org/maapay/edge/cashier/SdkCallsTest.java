package org.maapay.edge.cashier;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maapay.AtOnce;
import org.maapay.Clause;
import org.maapay.order.OrderStatus;
import org.maapay.order.PaymentOrder;
import org.maapay.order.TransactionType;

class SdkCallsTest {
  private static Counter counter;

  @BeforeAll
  static void open() {
    counter = new Counter();
  }

  @AfterAll
  static void close() {
    counter.close();
  }

  private static OrderStatus status(PaymentOrder order) {
    return counter.platform.read(order).status();
  }

  /** A handset that has opened the order and registered its key after a password. */
  private static TestHandset enrolled() throws Exception {
    var handset = new TestHandset(counter);
    var order = counter.order(1_00);
    handset.open(counter.sdk.sdkToken(order));
    var paid = handset.payByPassword(order, Counter.PASSWORD);
    assertThat(handset.enrol(paid.text("enrolment")).code()).isEmpty();
    return handset;
  }

  @Test
  @Clause("5.1.3-3")
  void a_token_opens_the_order_and_the_password_pays_it() throws Exception {
    var order = counter.order(12_50);
    var before = counter.balance();
    var handset = new TestHandset(counter);
    var opened = handset.open(counter.sdk.sdkToken(order));
    assertThat(opened.code()).isEmpty();
    assertThat(opened.json().write()).contains("12.50", "海风咖啡", "138****8000");
    assertThat(handset.payByPassword(order, Counter.PASSWORD).text("outcome")).isEqualTo("PAID");
    assertThat(status(order)).isEqualTo(OrderStatus.SUCCESS);
    assertThat(counter.balance()).isEqualTo(before - 12_50);
  }

  @Test
  @Clause("6.1.1-1")
  void a_wrong_password_moves_nothing_and_the_session_goes_on() throws Exception {
    var order = counter.order(2_00);
    var before = counter.balance();
    var handset = new TestHandset(counter);
    handset.open(counter.sdk.sdkToken(order));
    var wrong = handset.payByPassword(order, "951427");
    assertThat(wrong.text("reason")).isEqualTo("WRONG_PASSWORD");
    assertThat(wrong.text("enrolment")).isEmpty();
    assertThat(counter.balance()).isEqualTo(before);
    assertThat(handset.payByPassword(order, Counter.PASSWORD).text("outcome")).isEqualTo("PAID");
  }

  @Test
  void a_token_is_used_once_and_the_next_one_is_another() throws Exception {
    var order = counter.order(1_00);
    var token = counter.sdk.sdkToken(order);
    assertThat(counter.sdk.sdkToken(order)).isEqualTo(token);
    var handset = handset();
    assertThat(handset.open(token).code()).isEmpty();
    assertThat(handset.open(token).code()).as("the very same call, repeated").isEmpty();
    assertThat(handset.again().open(token).code()).isEqualTo("sdk-token-used");
    assertThat(handset().open(token).code()).isEqualTo("sdk-token-elsewhere");
    var next = counter.sdk.sdkToken(order);
    assertThat(next).isNotEqualTo(token);
    assertThat(handset.again().open(next).code()).isEmpty();
    assertThat(status(order)).isEqualTo(OrderStatus.CREATED);
  }

  @Test
  void a_token_made_up_or_of_another_order_or_mode_opens_nothing() {
    var order = counter.order(1_00);
    var other = counter.order(1_00);
    var token = counter.sdk.sdkToken(order);
    var mark = token.substring(token.lastIndexOf('.'));
    for (var wrong :
        new String[] {
          "x",
          order.payOrderNo().value() + ".1" + mark,
          other.payOrderNo().value() + ".0" + mark,
          order.payOrderNo().value() + ".0.AAAAAAAAAAAAAAAAAAAAAA"
        }) {
      assertThat(handset().open(wrong).code()).isEqualTo("sdk-token-unknown");
    }
    var webview = counter.order(1_00, TransactionType.WEBVIEW);
    assertThat(handset().open(counter.sdk.sdkToken(webview)).code()).isEqualTo("sdk-token-unknown");
    assertThat(handset().open(token).code()).isEmpty();
  }

  @Test
  void a_token_goes_with_the_order_s_time() {
    var order = counter.order(1_00);
    var token = counter.sdk.sdkToken(order);
    counter.later(Duration.ofMinutes(30));
    assertThat(handset().open(token).code()).isEqualTo("sdk-token-expired");
  }

  @Test
  void of_many_devices_one_opens_a_token() {
    var order = counter.order(1_00);
    var token = counter.sdk.sdkToken(order);
    var codes = AtOnce.run(8, _ -> handset().open(token).code());
    assertThat(codes).filteredOn(String::isEmpty).hasSize(1);
    assertThat(codes).filteredOn("sdk-token-elsewhere"::equals).hasSize(7);
  }

  @Test
  void a_session_copied_to_another_device_is_worth_nothing() throws Exception {
    var order = counter.order(1_00);
    var handset = handset();
    handset.open(counter.sdk.sdkToken(order));
    var thief = handset();
    thief.session = handset.session;
    thief.sessionId = handset.sessionId;
    var body = "{\"methodId\":\"balance\"}";
    assertThat(thief.post("/cashier/v1/keypads", body).code()).isEqualTo("device-mismatch");
    var bearer = Map.of("Authorization", "Bearer " + handset.session);
    assertThat(counter.post("/cashier/v1/keypads", body, bearer).code())
        .isEqualTo("device-mismatch");
    var proved = handset.headers("/cashier/v1/keypads", body);
    assertThat(counter.post("/cashier/v1/challenges", body, proved).code())
        .as("a proof for another call")
        .isEqualTo("device-mismatch");
    assertThat(handset.post("/cashier/v1/keypads", body).code()).isEmpty();
  }

  @Test
  @Clause("6.5-8a")
  void a_registered_device_pays_by_its_signature() throws Exception {
    var handset = enrolled();
    var order = counter.order(3_00);
    var before = counter.balance();
    var opened = handset.open(counter.sdk.sdkToken(order));
    assertThat(opened.json().write()).contains("\"keyId\":\"" + handset.device + "\"");
    var challenge = handset.challenge();
    var paid = handset.payBySignature(challenge, handset.signed(challenge, order));
    assertThat(paid.text("outcome")).isEqualTo("PAID");
    assertThat(paid.text("enrolment")).as("only a password lets devices in").isEmpty();
    assertThat(counter.balance()).isEqualTo(before - 3_00);
  }

  @Test
  @Clause("6.5-8c")
  void a_challenge_is_signed_once_soon_and_for_its_own_payment() throws Exception {
    var handset = enrolled();
    var order = counter.order(3_00);
    var before = counter.balance();
    handset.open(counter.sdk.sdkToken(order));
    var first = handset.challenge();
    var cheap = handset.payBySignature(first, handset.signed(first, order, "0.03"));
    assertThat(cheap.text("reason")).as("another amount was shown").isEqualTo("SIGNATURE_WRONG");
    var again = handset.payBySignature(first, handset.signed(first, order));
    assertThat(again.text("reason")).as("replayed").isEqualTo("CHALLENGE_USED");

    var other = counter.order(4_00);
    var elsewhere = new TestHandset(counter);
    elsewhere.open(counter.sdk.sdkToken(other));
    var foreign = elsewhere.challenge();
    assertThat(handset.payBySignature(foreign, handset.signed(foreign, order)).text("reason"))
        .as("issued for another order")
        .isEqualTo("CHALLENGE_MISMATCH");
    var invented = "AAAAAAAAAAAAAAAAAAAAAA";
    assertThat(handset.payBySignature(invented, handset.signed(invented, order)).text("reason"))
        .isEqualTo("CHALLENGE_MISMATCH");

    var late = handset.challenge();
    counter.later(Duration.ofSeconds(60));
    assertThat(handset.payBySignature(late, handset.signed(late, order)).text("reason"))
        .isEqualTo("CHALLENGE_EXPIRED");
    assertThat(counter.balance()).isEqualTo(before);
    assertThat(status(order)).isEqualTo(OrderStatus.CREATED);
    var right = handset.challenge();
    assertThat(handset.payBySignature(right, handset.signed(right, order)).text("outcome"))
        .isEqualTo("PAID");
  }

  @Test
  void an_unknown_or_revoked_key_pays_nothing() throws Exception {
    var order = counter.order(3_00);
    var stranger = handset();
    stranger.open(counter.sdk.sdkToken(order));
    var challenge = stranger.challenge();
    assertThat(stranger.payBySignature(challenge, stranger.signed(challenge, order)).text("reason"))
        .isEqualTo("KEY_UNKNOWN");

    var handset = enrolled();
    handset.open(counter.sdk.sdkToken(order));
    var body = "{\"keyId\":\"" + handset.device + "\"}";
    assertThat(handset.post("/cashier/v1/devices/revoke", body).code()).isEmpty();
    assertThat(handset.post("/cashier/v1/devices/revoke", body).code())
        .isEqualTo("device-key-unknown");
    var next = handset.challenge();
    assertThat(handset.payBySignature(next, handset.signed(next, order)).text("reason"))
        .isEqualTo("KEY_UNKNOWN");
    assertThat(status(order)).isEqualTo(OrderStatus.CREATED);
  }

  @Test
  void a_device_is_registered_after_a_password_only_once_and_only_by_itself() throws Exception {
    var order = counter.order(1_00);
    var handset = handset();
    handset.open(counter.sdk.sdkToken(order));
    assertThat(handset.enrol("AAAAAAAAAAAAAAAAAAAAAA").code()).isEqualTo("enrolment-gone");
    var enrolment = handset.payByPassword(order, Counter.PASSWORD).text("enrolment");
    assertThat(handset.enrol(enrolment, TestHandset.pair()).code())
        .as("the private half is somebody else's")
        .isEqualTo("device-key-not-accepted");
    assertThat(handset.enrol(enrolment).code()).as("used").isEqualTo("enrolment-gone");

    var second = counter.order(1_00);
    handset.open(counter.sdk.sdkToken(second));
    var leave = handset.payByPassword(second, Counter.PASSWORD).text("enrolment");
    var other = handset();
    other.open(counter.sdk.sdkToken(counter.order(1_00)));
    assertThat(other.enrol(leave).code()).as("another session's").isEqualTo("enrolment-gone");
  }

  @Test
  void the_leave_to_register_a_device_ends_after_five_minutes() throws Exception {
    var order = counter.order(1_00);
    var handset = handset();
    handset.open(counter.sdk.sdkToken(order));
    var leave = handset.payByPassword(order, Counter.PASSWORD).text("enrolment");
    var other = leave.startsWith("A") ? "B" : "A";
    assertThat(handset.enrol(other + leave.substring(1)).code())
        .as("made up")
        .isEqualTo("enrolment-gone");
    counter.platform.clock.tick(Duration.ofMinutes(5));
    assertThat(handset.enrol(leave).code()).isEqualTo("enrolment-gone");
  }

  @Test
  void what_suspects_its_surroundings_is_written_down() {
    var order = counter.order(1_00);
    handset().open(counter.sdk.sdkToken(order));
    assertThat(
            counter.platform.number(
                "SELECT count(*) FROM sdk_opening WHERE risk_signs = 'DEBUGGER'"
                    + " AND pay_order_no = '"
                    + order.payOrderNo().value()
                    + "'"))
        .isEqualTo(1);
  }

  private static TestHandset handset() {
    try {
      return new TestHandset(counter);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
