package org.maapay.payer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.maapay.payer.View.Ended.Why;
import org.maapay.payer.View.Working.What;
import org.maapay.payer.Wire.Answer;

class FlowTest {
  private final FakeInstitution institution = new FakeInstitution();
  private final TestHost host = new TestHost(institution);
  private final List<PayResult> results = new ArrayList<>();
  private Flow flow = flow();

  FlowTest() throws GeneralSecurityException {}

  private Flow flow() {
    return new Flow(host, FakeInstitution.TOKEN, results::add);
  }

  private void opened() {
    flow.open();
    assertThat(host.last()).isInstanceOf(View.Order.class);
  }

  private void type(List<Integer> cells) {
    cells.forEach(flow::press);
  }

  /** Another payment on the same device, after the key was registered in the first. */
  private void registeredBefore() {
    opened();
    flow.askPassword();
    type(institution.password);
    flow.enrol(true);
    institution.status = "PAYABLE";
    flow = new Flow(host, FakeInstitution.TOKEN, results::add);
  }

  @Test
  @Clause("5.1.3-2")
  void the_user_sees_the_order_and_pays_it_by_password() {
    opened();
    var order = host.last(View.Order.class);
    assertThat(order.order().payee()).isEqualTo("海风咖啡");
    assertThat(order.order().amount()).isEqualTo("12.50");
    assertThat(order.chosen()).isEqualTo("balance");
    assertThat(order.biometric()).isFalse();
    flow.choose("card-1");
    assertThat(host.last(View.Order.class).chosen()).isEqualTo("card-1");
    flow.askPassword();
    assertThat(host.last(View.Keypad.class).length()).isEqualTo(6);
    type(institution.password);
    var paid = host.last(View.Paid.class);
    assertThat(paid.method()).isEqualTo("招商银行");
    assertThat(paid.before()).isFalse();
    assertThat(results).as("the SDK shows the result itself first").isEmpty();
    flow.close();
    assertThat(results).containsExactly(PayResult.SUCCESS);
  }

  @Test
  void the_first_keypad_needs_no_call_for_its_ticket_and_the_next_one_does() {
    opened();
    flow.askPassword();
    assertThat(host.last()).isInstanceOf(View.Keypad.class);
    assertThat(institution.asked).doesNotContain("POST /cashier/v1/keypads");
    flow.askPassword();
    assertThat(host.last()).isInstanceOf(View.Keypad.class);
    assertThat(institution.asked).containsOnlyOnce("POST /cashier/v1/keypads");
  }

  @Test
  void who_reads_longer_than_the_first_ticket_lives_gets_a_keypad_all_the_same() {
    institution.isLate = true;
    opened();
    flow.askPassword();
    assertThat(host.last()).isInstanceOf(View.Keypad.class);
    assertThat(institution.asked).containsOnlyOnce("POST /cashier/v1/keypads");
  }

  @Test
  @Clause("6.1.1-1")
  void a_wrong_password_brings_a_fresh_keypad_and_the_tries_left() {
    opened();
    flow.askPassword();
    type(List.of(1, 1, 1, 1, 1));
    flow.erase();
    assertThat(host.last(View.Keypad.class).entered()).isEqualTo(4);
    type(List.of(1, 1));
    var again = host.last(View.Keypad.class);
    assertThat(again.entered()).isZero();
    assertThat(again.notice()).isEqualTo(new Notice(Notice.Kind.WRONG_PASSWORD, 4, ""));
    type(institution.password);
    assertThat(host.last()).isInstanceOf(View.Paid.class);
  }

  @Test
  @Clause("6.5-4")
  void what_was_typed_is_overwritten_however_the_entry_ends() throws Exception {
    for (var end :
        List.<Consumer<Flow>>of(Flow::hidden, Flow::close, Flow::wipe, one -> one.press(5))) {
      flow = new Flow(host, FakeInstitution.TOKEN, results::add);
      institutionForgets();
      opened();
      flow.askPassword();
      type(List.of(1, 2, 3, 4, 5));
      var secrets = secrets();
      assertThat(secrets).hasSizeGreaterThan(6).anyMatch(one -> !isZero(one));
      end.accept(flow);
      assertThat(secrets).allMatch(FlowTest::isZero);
    }
  }

  @Test
  @Clause("6.5-4")
  void what_was_typed_is_overwritten_when_the_network_breaks() throws Exception {
    opened();
    flow.askPassword();
    type(List.of(4, 0, 7, 1, 9));
    var secrets = secrets();
    institution.losesAnswers = true;
    flow.press(3);
    assertThat(secrets).allMatch(FlowTest::isZero);
    assertThat(host.last())
        .as("the payment was made; asking found out")
        .isInstanceOf(View.Paid.class);
    assertThat(host.shown)
        .anyMatch(view -> view instanceof View.Working working && working.what() == What.ASKING);
  }

  @Test
  void after_silence_nothing_is_said_to_have_failed_before_it_was_heard_three_times() {
    opened();
    flow.askPassword();
    institution.instead.add(new Answer(0, ""));
    type(institution.password);
    assertThat(host.last(View.Order.class).notice()).isEqualTo(Notice.of(Notice.Kind.NOT_CHARGED));
    assertThat(institution.asked).filteredOn("GET /cashier/v1/payments/current"::equals).hasSize(3);
  }

  @Test
  void a_bank_that_has_not_answered_is_waited_for() {
    opened();
    flow.askPassword();
    institution.instead.add(FakeInstitution.outcome("{\"outcome\":\"PROCESSING\"}"));
    institution.instead.add(FakeInstitution.outcome("{\"orderStatus\":\"PAYING\"}"));
    institution.instead.add(
        FakeInstitution.outcome("{\"orderStatus\":\"PAID\",\"paidAt\":\"2026-01-01T04:00:00Z\"}"));
    type(institution.password);
    assertThat(host.last()).isInstanceOf(View.Paid.class);
    assertThat(host.shown)
        .anyMatch(
            view -> view instanceof View.Working working && working.what() == What.PROCESSING);
  }

  @Test
  @Clause("6.5-8a")
  void a_registered_finger_confirms_what_is_shown() {
    registeredBefore();
    reopen();
    assertThat(host.last(View.Order.class).biometric()).isTrue();
    flow.askDevice();
    assertThat(host.last()).isInstanceOf(View.Paid.class);
    assertThat(institution.challenges).as("signed once").isEmpty();
  }

  @Test
  void a_finger_that_is_not_willing_leaves_the_password() {
    registeredBefore();
    reopen();
    host.fingerIsWilling = false;
    flow.askDevice();
    assertThat(host.last(View.Order.class).notice())
        .isEqualTo(Notice.of(Notice.Kind.BIOMETRICS_CANCELLED));
    flow.askPassword();
    type(institution.password);
    assertThat(host.last()).isInstanceOf(View.Paid.class);
  }

  @Test
  void a_key_that_was_replaced_counts_no_more() {
    registeredBefore();
    reopen();
    host.keys.clear();
    flow.askDevice();
    var order = host.last(View.Order.class);
    assertThat(order.biometric()).isFalse();
    assertThat(order.notice()).isEqualTo(Notice.of(Notice.Kind.BIOMETRICS_GONE));
    assertThat(host.stored).containsOnlyKeys("maapay.device");
  }

  @Test
  @Clause("6.5-1")
  void nothing_is_kept_but_an_alias_and_an_opaque_name() {
    registeredBefore();
    assertThat(host.stored).containsOnlyKeys("maapay.device", "maapay.alias");
    assertThat(host.stored.get("maapay.alias")).isEqualTo("maapay.MAAPAY");
    assertThat(host.stored.get("maapay.device")).matches("[A-Za-z0-9_-]{22}");
  }

  @Test
  @Clause("6.5-5")
  void what_makes_the_device_suspicious_is_told() {
    host.signs.add(RiskSign.ROOTED);
    host.signs.add(RiskSign.DEBUGGER);
    opened();
    assertThat(institution.risk).isEqualTo("DEBUGGER,ROOTED");
  }

  @Test
  void a_used_token_says_so_and_the_user_leaves_without_paying() {
    opened();
    flow = flow();
    flow.open();
    assertThat(host.last()).isEqualTo(new View.Ended(Why.TOKEN_USED, null));
    flow.close();
    assertThat(results).containsExactly(PayResult.FAILED);
  }

  @Test
  void every_refusal_of_a_token_has_its_own_words() {
    assertThat(Endings.why("sdk-token-elsewhere")).isEqualTo(Why.TOKEN_ELSEWHERE);
    assertThat(Endings.why("sdk-token-expired")).isEqualTo(Why.TOKEN_EXPIRED);
    assertThat(Endings.why("device-mismatch")).isEqualTo(Why.DEVICE_MISMATCH);
    assertThat(Endings.why("anything-else")).isEqualTo(Why.TOKEN_UNKNOWN);
  }

  @Test
  void an_opening_that_nobody_answered_is_repeated_and_is_the_same() {
    institution.losesAnswers = true;
    flow.open();
    assertThat(host.last()).isEqualTo(new View.Ended(Why.UNREACHABLE, null));
    flow.retry();
    assertThat(host.last()).isInstanceOf(View.Order.class);
  }

  @Test
  @Clause("6.1.1-2")
  void an_order_that_is_paid_already_is_said_to_be_so() {
    institution.status = "PAID";
    flow.open();
    assertThat(host.last(View.Paid.class).before()).isTrue();
  }

  @Test
  void a_keypad_that_the_institution_did_not_sign_is_not_typed_on() throws Exception {
    opened();
    institution.keypadsOf(new Vault("sid-1"));
    flow.askPassword();
    assertThat(host.last(View.Order.class).notice())
        .isEqualTo(Notice.of(Notice.Kind.KEYPAD_FAILED));
  }

  @Test
  @Clause("6.1.1-2")
  void an_order_that_is_not_the_users_is_closed_and_nothing_is_charged() {
    opened();
    flow.refuse(false);
    assertThat(host.last(View.Ended.class).why()).isEqualTo(Why.REFUSED);
    assertThat(institution.status).isEqualTo("CLOSED");
    assertThat(institution.blocked).isFalse();
    flow.close();
    assertThat(results).containsExactly(PayResult.CANCELLED);
  }

  @Test
  void its_merchant_may_be_refused_for_good() {
    opened();
    flow.refuse(true);
    assertThat(host.last(View.Ended.class).why()).isEqualTo(Why.BLOCKED);
    assertThat(institution.blocked).isTrue();
  }

  @Test
  void what_was_paid_meanwhile_cannot_be_refused_and_is_said_to_be_paid() {
    opened();
    institution.status = "PAID";
    flow.refuse(true);
    assertThat(host.last(View.Paid.class).before()).isFalse();
    assertThat(institution.blocked).isFalse();
  }

  @Test
  void a_refusal_that_nobody_answered_is_said_again() {
    opened();
    institution.losesAnswers = true;
    flow.refuse(true);
    assertThat(host.last(View.Ended.class).why()).isEqualTo(Why.UNREACHABLE);
    flow.retry();
    assertThat(host.last(View.Ended.class).why()).isEqualTo(Why.ORDER_CLOSED);
  }

  @Test
  void leaving_before_paying_is_a_cancellation() {
    opened();
    flow.close();
    assertThat(results).containsExactly(PayResult.CANCELLED);
    flow.close();
    assertThat(results).hasSize(1);
  }

  private void reopen() {
    institutionForgets();
    flow.open();
  }

  /** The next order of the same user, with a token of its own. */
  private void institutionForgets() {
    institution.forgetOpening();
    institution.status = "PAYABLE";
  }

  /** Every array that holds something of the entry: its key, the tokens, the presses. */
  private List<byte[]> secrets() throws ReflectiveOperationException {
    var entry = value(flow, "entry");
    var typing = value(entry, "typing");
    var arrays = new ArrayList<byte[]>();
    arrays.add((byte[]) value(typing, "key"));
    arrays.add((byte[]) value(typing, "tokens"));
    for (var press : (Iterable<?>) value(typing, "presses")) {
      arrays.add((byte[]) value(press, "sealed"));
    }
    return arrays;
  }

  private static Object value(Object owner, String name) throws ReflectiveOperationException {
    Field field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(owner);
  }

  private static boolean isZero(byte[] octets) {
    for (byte octet : octets) {
      if (octet != 0) {
        return false;
      }
    }
    return true;
  }
}
