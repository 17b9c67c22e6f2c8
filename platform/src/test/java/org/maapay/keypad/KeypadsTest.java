package org.maapay.keypad;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.Clause;
import org.maapay.database.Database;
import org.maapay.database.TestDatabase;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.keypad.Unsealing.Done;
import org.maapay.keypad.Unsealing.Expired;
import org.maapay.keypad.Unsealing.Malformed;
import org.maapay.keypad.Unsealing.Mismatch;
import org.maapay.keypad.Unsealing.Used;
import org.maapay.keys.CipherSuite;
import org.maapay.keys.TestRoot;
import org.maapay.keys.TickingClock;
import org.maapay.keys.Vault;
import org.maapay.keys.signing.KeyPairText;
import org.maapay.keys.signing.Signatures;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.Signer;

class KeypadsTest {
  private static final PayOrderNo ORDER = new PayOrderNo("2026010100421530001230123456789");
  private static final String PAYEE = "海风咖啡";
  private static final Money AMOUNT = new Money(1250);
  private static final Binding BINDING =
      new Binding("page-1", new UserId("U00420000000000000001"), ORDER, PAYEE, AMOUNT);
  private static final KeyPairText KEY = KeyPairText.generate(SignatureAlgorithm.ED25519);
  private static final Signer SIGNER =
      Signatures.signer("PK", SignatureAlgorithm.ED25519, KEY.privatePem());

  private final HikariDataSource source = TestDatabase.create();
  private final Database database = new Database(source);
  private final TickingClock clock = new TickingClock("2026-01-01T04:00:00Z");
  private final Keypads keypads = node(List.of());

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  @Clause("6.5-7a")
  void what_is_typed_reaches_the_consumer_and_is_wiped() throws GeneralSecurityException {
    var page = opened();
    var kept = new ArrayList<byte[]>();

    var result =
        keypads.unseal(
            typed(page, "274961"),
            BINDING,
            pin -> {
              kept.add(pin);
              return new String(pin, US_ASCII);
            });

    assertThat(result).isEqualTo(new Done<>("274961"));
    assertThat(kept.getFirst()).containsOnly(0);
  }

  @Test
  void a_press_taken_back_keeps_its_number() throws GeneralSecurityException {
    var page = opened();
    var typist = new Typist(page, ORDER.value(), PAYEE, "12.50");
    var cells = cells(page, "2749961");
    var envelope =
        typist.type(cells[0], cells[1], -1, cells[1], cells[2], cells[3], cells[5], cells[6]);
    assertThat(keypads.unseal(envelope, BINDING, KeypadsTest::text))
        .isEqualTo(new Done<>("274961"));
  }

  @Test
  void the_session_key_is_signed_by_the_institution() {
    var page = opened();
    var signed =
        ByteBuffer.allocate(65 + page.sid().length())
            .put(decoded(page.serverKey()))
            .put(page.sid().getBytes(UTF_8))
            .array();
    assertThat(
            Signatures.verifier(SignatureAlgorithm.ED25519, KEY.publicPem())
                .verify(signed, decoded(page.serverKeySignature())))
        .isTrue();
  }

  @Test
  void a_ticket_opens_one_keypad_within_two_minutes() {
    var ticket = keypads.ticket(BINDING);
    assertThat(keypads.open(ticket)).isInstanceOf(Opening.Opened.class);
    assertThat(keypads.open(ticket)).isEqualTo(new Opening.TicketUsed());
    assertThat(keypads.open("unheard-of")).isEqualTo(new Opening.TicketUnknown());
    var late = keypads.ticket(BINDING);
    clock.tick(Duration.ofMinutes(2));
    assertThat(keypads.open(late)).isEqualTo(new Opening.TicketUsed());
  }

  @Test
  void of_many_who_hold_one_ticket_on_several_nodes_one_opens_a_keypad() throws Exception {
    var nodes = List.of(keypads, node(List.of()), node(List.of()));
    var ticket = keypads.ticket(BINDING);
    List<Callable<Opening>> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      var node = nodes.get(i % nodes.size());
      all.add(() -> node.open(ticket));
    }
    int opened = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one : threads.invokeAll(all)) {
        if (one.get() instanceof Opening.Opened) {
          opened++;
        } else {
          assertThat(one.get()).isInstanceOf(Opening.TicketUsed.class);
        }
      }
    }
    assertThat(opened).isEqualTo(1);
  }

  @Test
  void a_ticket_survives_a_restart_and_one_that_was_changed_is_unknown() {
    var ticket = keypads.ticket(BINDING);
    var restarted = node(List.of());
    var last = ticket.charAt(ticket.length() - 2);
    var changed = ticket.substring(0, ticket.length() - 2) + (last == 'A' ? "BA" : "AA");
    assertThat(restarted.open(changed)).isInstanceOf(Opening.TicketUnknown.class);
    assertThat(restarted.open("A".repeat(22) + ticket.substring(22)))
        .isInstanceOf(Opening.TicketUnknown.class);
    assertThat(restarted.open(ticket)).isInstanceOf(Opening.Opened.class);
  }

  @Test
  void an_envelope_is_opened_once_however_many_come_at_once() throws Exception {
    var envelope = typed(opened(), "274961");
    var nodes = List.of(keypads, node(List.of()));
    var calls = new ArrayList<Callable<Unsealing<String>>>();
    for (int i = 0; i < 100; i++) {
      var node = nodes.get(i % 2);
      calls.add(() -> node.unseal(envelope, BINDING, KeypadsTest::text));
    }
    var results = new ArrayList<Unsealing<String>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
    }
    assertThat(results).filteredOn(Done.class::isInstance).hasSize(1);
    assertThat(results).filteredOn(Used.class::isInstance).hasSize(99);
  }

  @Test
  void a_session_survives_a_restart_and_ends_after_two_minutes() throws GeneralSecurityException {
    var first = typed(opened(), "274961");
    var second = typed(opened(), "274961");
    clock.tick(Duration.ofSeconds(119));
    assertThat(node(List.of()).unseal(first, BINDING, KeypadsTest::text))
        .isEqualTo(new Done<>("274961"));
    clock.tick(Duration.ofSeconds(1));
    assertThat(keypads.unseal(second, BINDING, KeypadsTest::text)).isEqualTo(new Expired<>());
    clock.tick(Duration.ofHours(2));
    keypads.purge();
    assertThat(keypads.unseal(second, BINDING, KeypadsTest::text)).isEqualTo(new Expired<>());
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
      var page = opened();
      assertThat(keypads.unseal(typed(page, "274961"), other, KeypadsTest::text))
          .isEqualTo(new Mismatch<>());
      assertThat(keypads.unseal(typed(page, "274961"), BINDING, KeypadsTest::text))
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
    var right = new Typist(page, subject, PAYEE, "50.00/200.00").type(cells(page, "274961"));
    assertThat(keypads.unseal(right, signing, KeypadsTest::text)).isEqualTo(new Done<>("274961"));
    for (var other :
        List.of(
            agreement(mandate, 5_000, 20_001, PAYEE),
            agreement(mandate, 5_001, 20_000, PAYEE),
            agreement(mandate, 5_000, 20_000, "山风咖啡"),
            new Binding("page-1", BINDING.user(), new Binding.Overview(), PAYEE),
            BINDING)) {
      var again = ((Opening.Opened) keypads.open(keypads.ticket(signing))).page();
      var typed = new Typist(again, subject, PAYEE, "50.00/200.00").type(cells(again, "274961"));
      assertThat(keypads.unseal(typed, other, KeypadsTest::text)).isEqualTo(new Mismatch<>());
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
      var page = opened();
      var envelope = new Typist(page, shown[0], shown[1], shown[2]).type(cells(page, "274961"));
      assertThat(keypads.unseal(envelope, BINDING, KeypadsTest::text)).isEqualTo(new Mismatch<>());
    }
  }

  @Test
  void a_press_of_another_session_or_another_order_of_presses_is_refused()
      throws GeneralSecurityException {
    var page = opened();
    var other = opened();
    var strange =
        new KeypadPage(
            page.sid(),
            other.cells(),
            "",
            page.serverKey(),
            page.serverKeySignature(),
            page.expiresAt());
    assertThat(keypads.unseal(typed(strange, other, "274961"), BINDING, KeypadsTest::text))
        .isEqualTo(new Mismatch<>());

    var third = opened();
    var json = new String(decoded(typed(third, "274961")), UTF_8);
    var firstPress = json.substring(json.indexOf("{\"n\":0"), json.indexOf(",{\"n\":1"));
    var secondPress = json.substring(json.indexOf("{\"n\":1"), json.indexOf(",{\"n\":2"));
    var swapped =
        json.replace(
            firstPress + "," + secondPress,
            firstPress.replace("\"n\":0", "\"n\":0").replace(value(firstPress), value(secondPress))
                + ","
                + secondPress.replace(value(secondPress), value(firstPress)));
    assertThat(keypads.unseal(encoded(swapped), BINDING, KeypadsTest::text))
        .isEqualTo(new Mismatch<>());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "{}", "[]", "{\"type\":\"maapay-keypad-v1\"}", "{\"sid\":\"a\"}"})
  void what_is_no_envelope_uses_nothing_up(String json) {
    assertThat(keypads.unseal(encoded(json), BINDING, KeypadsTest::text))
        .isEqualTo(new Malformed<>());
    assertThat(keypads.unseal(json + "*", BINDING, KeypadsTest::text)).isEqualTo(new Malformed<>());
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
      var json = new String(decoded(typed(opened(), "274961")), UTF_8);
      assertThat(json).contains(change[0]);
      assertThat(
              keypads.unseal(
                  encoded(json.replace(change[0], change[1])), BINDING, KeypadsTest::text))
          .as(change[1])
          .isEqualTo(new Malformed<>());
    }
    var page = opened();
    var five = new Typist(page, ORDER.value(), PAYEE, "12.50").type(cells(page, "27496"));
    assertThat(keypads.unseal(five, BINDING, KeypadsTest::text)).isEqualTo(new Malformed<>());
  }

  @Test
  void a_point_off_the_curve_is_malformed() throws GeneralSecurityException {
    var json = new String(decoded(typed(opened(), "274961")), UTF_8);
    int from = json.indexOf("\"clientKey\":\"") + 13;
    var point = decoded(json.substring(from, json.indexOf('"', from)));
    point[64] ^= 1;
    var off = json.substring(0, from) + encoded(point) + json.substring(json.indexOf('"', from));
    assertThat(keypads.unseal(encoded(off), BINDING, KeypadsTest::text))
        .isEqualTo(new Malformed<>());
  }

  @Test
  @Clause("6.5-7c")
  void another_keypad_plugs_in_by_its_type() {
    var node = node(List.of(new PlainKeypad()));
    var page = opened();
    var envelope =
        encoded("{\"type\":\"plain\",\"sid\":\"" + page.sid() + "\",\"code\":\"274961\"}");
    assertThat(keypads.unseal(envelope, BINDING, KeypadsTest::text)).isEqualTo(new Malformed<>());
    assertThat(node.unseal(envelope, BINDING, KeypadsTest::text)).isEqualTo(new Done<>("274961"));
    assertThat(node.unseal(envelope, BINDING, KeypadsTest::text)).isEqualTo(new Used<>());
  }

  @Test
  void each_layout_is_new_and_the_database_knows_none() throws GeneralSecurityException {
    var layouts = new HashSet<String>();
    var sprites = new HashSet<String>();
    for (int i = 0; i < 50; i++) {
      var page = opened();
      layouts.add(layout(page));
      sprites.add(page.sprite());
      assertThat(page.cells()).doesNotHaveDuplicates().hasSize(10);
      assertThat(dump()).doesNotContain(page.cells().getFirst()).doesNotContain(PAYEE);
    }
    assertThat(layouts)
        .hasSizeGreaterThan(45)
        .allMatch(layout -> layout.chars().distinct().count() == 10);
    assertThat(sprites).hasSize(50);
  }

  @Test
  void the_layouts_of_many_open_keypads_are_told_at_once() {
    var first = opened();
    var second = opened();
    var disclosure = new KeypadDisclosure(keypads);
    assertThat(disclosure.layouts(List.of(first.sid(), "unknown", second.sid())))
        .containsOnly(
            Map.entry(first.sid(), layout(first)), Map.entry(second.sid(), layout(second)));
  }

  @Test
  void after_use_the_secrets_are_gone_from_the_database() throws GeneralSecurityException {
    var page = opened();
    var envelope = typed(page, "274961");
    assertThat(new KeypadDisclosure(keypads).layout(page.sid())).isPresent();
    keypads.unseal(envelope, BINDING, KeypadsTest::text);
    assertThat(new KeypadDisclosure(keypads).layout(page.sid())).isEqualTo(Optional.empty());
  }

  @Test
  void the_password_is_wiped_even_if_its_consumer_fails() throws GeneralSecurityException {
    var envelope = typed(opened(), "274961");
    var kept = new ArrayList<byte[]>();
    assertThatThrownBy(() ->
            keypads.unseal(
                envelope,
                BINDING,
                pin -> {
                  kept.add(pin);
                  throw new IllegalStateException("no");
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(kept.getFirst()).containsOnly(0);
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

  private KeypadPage opened() {
    return keypads.open(keypads.ticket(BINDING)) instanceof Opening.Opened(var page)
        ? page
        : fail();
  }

  private static KeypadPage fail() {
    throw new AssertionError("the keypad did not open");
  }

  private String typed(KeypadPage page, String digits) throws GeneralSecurityException {
    return typed(page, page, digits);
  }

  private String typed(KeypadPage page, KeypadPage seen, String digits)
      throws GeneralSecurityException {
    return new Typist(page, ORDER.value(), PAYEE, "12.50").type(cells(seen, digits));
  }

  private int[] cells(KeypadPage page, String digits) {
    var layout = layout(page);
    return digits.chars().map(layout::indexOf).toArray();
  }

  private String layout(KeypadPage page) {
    return new KeypadDisclosure(keypads).layout(page.sid()).orElse("0123456789");
  }

  private Keypads node(List<PinEnvelopeOpener> plugins) {
    var vault = new Vault(new TestRoot(), database, clock, CipherSuite.AES_256_GCM);
    return new Keypads(vault, database, () -> SIGNER, clock, plugins);
  }

  private String dump() {
    return database.read(tx -> {
      try (var query =
              tx.prepareStatement(
                  "SELECT string_agg(encode(state, 'escape'), ' ') FROM keypad_session");
          var row = query.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    });
  }

  private static String text(byte[] pin) {
    return new String(pin, US_ASCII);
  }

  private static String value(String press) {
    return press.substring(press.indexOf("\"c\":\"") + 5, press.length() - 2);
  }

  private static byte[] decoded(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  private static String encoded(String text) {
    return encoded(text.getBytes(UTF_8));
  }

  private static String encoded(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }
}
