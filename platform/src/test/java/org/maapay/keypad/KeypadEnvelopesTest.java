package org.maapay.keypad;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.maapay.keypad.TestKeypads.AMOUNT;
import static org.maapay.keypad.TestKeypads.BINDING;
import static org.maapay.keypad.TestKeypads.ORDER;
import static org.maapay.keypad.TestKeypads.PAYEE;
import static org.maapay.keypad.TestKeypads.decoded;
import static org.maapay.keypad.TestKeypads.encoded;

import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.Clause;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.keypad.Unsealing.Done;
import org.maapay.keypad.Unsealing.Malformed;
import org.maapay.keypad.Unsealing.Mismatch;
import org.maapay.keypad.Unsealing.Used;

/** What an envelope must be to count, and what it counts for. */
class KeypadEnvelopesTest {
  private final TestKeypads set = new TestKeypads();
  private final Keypads keypads = set.keypads;

  @AfterEach
  void close() {
    set.close();
  }

  @Test
  @Clause("6.5-7a")
  void an_envelope_counts_for_nothing_but_what_the_payer_saw() throws GeneralSecurityException {
    var others =
        List.of(
            new Binding("page-2", BINDING.user(), ORDER, PAYEE, AMOUNT),
            new Binding("page-1", new UserId("U00420000000000000002"), ORDER, PAYEE, AMOUNT),
            new Binding(
                "page-1",
                BINDING.user(),
                new PayOrderNo("2026010100421530001230123456780"),
                PAYEE,
                AMOUNT),
            new Binding("page-1", BINDING.user(), ORDER, "山风咖啡", AMOUNT),
            new Binding("page-1", BINDING.user(), ORDER, PAYEE, new Money(125000)));
    for (var other : others) {
      var page = set.opened();
      assertThat(keypads.unseal(set.typed(page, "274961"), other, TestKeypads::text))
          .isEqualTo(new Mismatch<>());
      assertThat(keypads.unseal(set.typed(page, "274961"), BINDING, TestKeypads::text))
          .as("used up all the same")
          .isEqualTo(new Used<>());
    }
  }

  @Test
  @Clause("6.5-7a")
  void a_password_for_a_mandate_counts_for_its_merchant_and_its_limits_alone()
      throws GeneralSecurityException {
    var mandate = new MandateNo("2026010100421530001230123456789");
    var signing = agreement(mandate, 5_000, 20_000, PAYEE);
    var page = ((Opening.Opened) keypads.open(keypads.ticket(signing))).page();
    var subject = "mandate-" + mandate.value();
    var right = new Typist(page, subject, PAYEE, "50.00/200.00").type(set.cells(page, "274961"));
    assertThat(keypads.unseal(right, signing, TestKeypads::text)).isEqualTo(new Done<>("274961"));
    for (var other :
        List.of(
            agreement(mandate, 5_000, 20_001, PAYEE),
            agreement(mandate, 5_001, 20_000, PAYEE),
            agreement(mandate, 5_000, 20_000, "山风咖啡"),
            new Binding("page-1", BINDING.user(), new Binding.Overview(), PAYEE),
            BINDING)) {
      var again = ((Opening.Opened) keypads.open(keypads.ticket(signing))).page();
      var typed =
          new Typist(again, subject, PAYEE, "50.00/200.00").type(set.cells(again, "274961"));
      assertThat(keypads.unseal(typed, other, TestKeypads::text)).isEqualTo(new Mismatch<>());
    }
  }

  private static Binding agreement(MandateNo mandate, long payment, long day, String payee) {
    var purpose = new Binding.Agreement(mandate, new Money(payment), new Money(day));
    return new Binding("page-1", BINDING.user(), purpose, payee);
  }

  @Test
  void a_page_that_shows_another_amount_or_payee_cannot_seal_for_this_one()
      throws GeneralSecurityException {
    for (var shown :
        List.of(
            new String[] {ORDER.value(), PAYEE, "0.01"},
            new String[] {ORDER.value(), "海风", "12.50"},
            new String[] {"2026010100421530001230123456780", PAYEE, "12.50"})) {
      var page = set.opened();
      var envelope = new Typist(page, shown[0], shown[1], shown[2]).type(set.cells(page, "274961"));
      assertThat(keypads.unseal(envelope, BINDING, TestKeypads::text)).isEqualTo(new Mismatch<>());
    }
  }

  @Test
  void a_press_of_another_session_or_another_order_of_presses_is_refused()
      throws GeneralSecurityException {
    var page = set.opened();
    var other = set.opened();
    var strange =
        new KeypadPage(
            page.sid(),
            other.cells(),
            "",
            page.serverKey(),
            page.serverKeySignature(),
            page.expiresAt());
    assertThat(keypads.unseal(set.typed(strange, other, "274961"), BINDING, TestKeypads::text))
        .isEqualTo(new Mismatch<>());

    var third = set.opened();
    var json = new String(decoded(set.typed(third, "274961")), UTF_8);
    var firstPress = json.substring(json.indexOf("{\"n\":0"), json.indexOf(",{\"n\":1"));
    var secondPress = json.substring(json.indexOf("{\"n\":1"), json.indexOf(",{\"n\":2"));
    var swapped =
        json.replace(
            firstPress + "," + secondPress,
            firstPress.replace("\"n\":0", "\"n\":0").replace(value(firstPress), value(secondPress))
                + ","
                + secondPress.replace(value(secondPress), value(firstPress)));
    assertThat(keypads.unseal(encoded(swapped), BINDING, TestKeypads::text))
        .isEqualTo(new Mismatch<>());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "{}", "[]", "{\"type\":\"maapay-keypad-v1\"}", "{\"sid\":\"a\"}"})
  void what_is_no_envelope_uses_nothing_up(String json) {
    assertThat(keypads.unseal(encoded(json), BINDING, TestKeypads::text))
        .isEqualTo(new Malformed<>());
    assertThat(keypads.unseal(json + "*", BINDING, TestKeypads::text)).isEqualTo(new Malformed<>());
  }

  @Test
  void parts_of_the_wrong_form_are_malformed() throws GeneralSecurityException {
    for (var change :
        List.of(
            new String[] {"\"n\":1,", "\"n\":0,"},
            new String[] {"\"n\":1,", "\"n\":99999,"},
            new String[] {"\"n\":1,", "\"n\":-1,"},
            new String[] {"\"n\":1,", ""},
            new String[] {"\"clientKey\":\"B", "\"clientKey\":\"A"},
            new String[] {"\"seal\":\"", "\"seal\":\"AAAA"})) {
      var json = new String(decoded(set.typed(set.opened(), "274961")), UTF_8);
      assertThat(json).contains(change[0]);
      assertThat(
              keypads.unseal(
                  encoded(json.replace(change[0], change[1])), BINDING, TestKeypads::text))
          .as(change[1])
          .isEqualTo(new Malformed<>());
    }
    var page = set.opened();
    var five = new Typist(page, ORDER.value(), PAYEE, "12.50").type(set.cells(page, "27496"));
    assertThat(keypads.unseal(five, BINDING, TestKeypads::text)).isEqualTo(new Malformed<>());
  }

  @Test
  void a_point_off_the_curve_is_malformed() throws GeneralSecurityException {
    var json = new String(decoded(set.typed(set.opened(), "274961")), UTF_8);
    int from = json.indexOf("\"clientKey\":\"") + 13;
    var point = decoded(json.substring(from, json.indexOf('"', from)));
    point[64] ^= 1;
    var off = json.substring(0, from) + encoded(point) + json.substring(json.indexOf('"', from));
    assertThat(keypads.unseal(encoded(off), BINDING, TestKeypads::text))
        .isEqualTo(new Malformed<>());
  }

  @Test
  @Clause("6.5-7c")
  void another_keypad_plugs_in_by_its_type() {
    var node = set.node(List.of(new PlainKeypad()));
    var page = set.opened();
    var envelope =
        encoded("{\"type\":\"plain\",\"sid\":\"" + page.sid() + "\",\"code\":\"274961\"}");
    assertThat(keypads.unseal(envelope, BINDING, TestKeypads::text)).isEqualTo(new Malformed<>());
    assertThat(node.unseal(envelope, BINDING, TestKeypads::text)).isEqualTo(new Done<>("274961"));
    assertThat(node.unseal(envelope, BINDING, TestKeypads::text)).isEqualTo(new Used<>());
  }

  /** Somebody else's keypad, which seals in another way; this one not at all. */
  private static final class PlainKeypad implements PinEnvelopeOpener {
    @Override
    public String type() {
      return "plain";
    }

    @Override
    public Opened open(EnvelopeText envelope, KeypadSecrets session) {
      return envelope
          .text("code")
          .<Opened>map(code -> new Opened.Pin(code.getBytes(US_ASCII)))
          .orElseGet(Opened.Malformed::new);
    }
  }

  private static String value(String press) {
    return press.substring(press.indexOf("\"c\":\"") + 5, press.length() - 2);
  }
}
