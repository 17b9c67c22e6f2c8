package org.maapay.payer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@Clause("6.5-7a")
class KeypadSealerTest {
  private static final Purpose COFFEE = new Purpose("P1", "海风咖啡", "12.50");

  private final Vault vault = new Vault("s-1");

  KeypadSealerTest() throws GeneralSecurityException {}

  @Test
  void the_vault_opens_what_was_typed() throws Exception {
    var envelope = vault.sealer().seal(vault.session(), COFFEE, new byte[] {4, 0, 7, 1, 9, 9});
    assertThat(vault.open(envelope, COFFEE)).containsExactly(4, 0, 7, 1, 9, 9);
  }

  @Test
  void the_envelope_opens_for_this_order_payee_and_amount_only() throws Exception {
    var envelope = vault.sealer().seal(vault.session(), COFFEE, new byte[] {1, 2, 3, 4, 5, 6});
    for (var other :
        List.of(
            new Purpose("P2", "海风咖啡", "12.50"),
            new Purpose("P1", "海风书店", "12.50"),
            new Purpose("P1", "海风咖啡", "12.51"))) {
      assertThatThrownBy(() -> vault.open(envelope, other))
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void the_same_digit_never_looks_the_same() throws Exception {
    Set<String> presses = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      var envelope = vault.sealer().seal(vault.session(), COFFEE, new byte[] {5, 5, 5, 5, 5, 5});
      var json = new String(Base64.getUrlDecoder().decode(envelope), UTF_8);
      for (var part : json.split("\"c\":\"", -1)) {
        presses.add(part.substring(0, 10));
      }
    }
    assertThat(presses).hasSize(3 * 6 + 1);
  }

  @Test
  void an_erased_press_keeps_its_number() throws Exception {
    var typing = vault.sealer().open(vault.session(), COFFEE);
    typing.press(1);
    typing.press(2);
    typing.erase();
    typing.press(3);
    assertThat(typing.length()).isEqualTo(2);
    var envelope = typing.submit();
    assertThat(new String(Base64.getUrlDecoder().decode(envelope), UTF_8))
        .contains("{\"n\":0,")
        .doesNotContain("{\"n\":1,")
        .contains("{\"n\":2,");
    assertThat(vault.open(envelope, COFFEE)).containsExactly(1, 3);
  }

  @Test
  void a_press_taken_out_of_the_envelope_is_noticed() throws Exception {
    var envelope = vault.sealer().seal(vault.session(), COFFEE, new byte[] {1, 2});
    var json = new String(Base64.getUrlDecoder().decode(envelope), UTF_8);
    var shorter = json.replaceFirst(",\\{\"n\":1,\"c\":\"[^\"]+\"}", "");
    assertThat(shorter).isNotEqualTo(json);
    assertThatThrownBy(() -> vault.open(Vault.base64(shorter.getBytes(UTF_8)), COFFEE))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void a_key_that_the_institution_did_not_sign_is_refused() throws Exception {
    var foreign = new Vault("s-1");
    assertThatThrownBy(() -> vault.sealer().open(foreign.session(), COFFEE))
        .isInstanceOf(KeypadRefused.class);
    var session = vault.session();
    var renamed =
        new KeypadSession(
            "s-2", session.cells(), session.serverKey(), session.serverKeySignature());
    assertThatThrownBy(() -> vault.sealer().open(renamed, COFFEE))
        .isInstanceOf(KeypadRefused.class);
    assertThat(KeypadSealer.trusting(vault.institutionPem()).open(session, COFFEE).length())
        .isZero();
  }

  @Test
  void a_point_beside_the_curve_is_refused_though_it_is_signed() throws Exception {
    var point = Base64.getUrlDecoder().decode(vault.session().serverKey());
    point[64] ^= 1;
    assertThatThrownBy(() -> vault.sealer().open(vault.session(point), COFFEE))
        .isInstanceOf(KeypadRefused.class);
    assertThatThrownBy(() -> vault.sealer().open(vault.session(new byte[65]), COFFEE))
        .isInstanceOf(KeypadRefused.class);
  }

  @Test
  @Clause("6.5-4")
  void what_was_typed_is_overwritten_whatever_happens() throws Exception {
    var typed = new byte[] {4, 0, 7, 1, 9, 9};
    var unused = vault.sealer().seal(vault.session(), COFFEE, typed);
    assertThat(unused).isNotEmpty();
    assertThat(typed).containsOnly(0);
    var wrong = new byte[] {4, 0, 77};
    assertThatThrownBy(() -> vault.sealer().seal(vault.session(), COFFEE, wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("77");
    assertThat(wrong).containsOnly(0);
  }

  @Test
  void an_entry_ends_when_it_is_submitted() throws Exception {
    var typing = vault.sealer().open(vault.session(), COFFEE);
    typing.press(1);
    var envelope = typing.submit();
    assertThat(vault.open(envelope, COFFEE)).containsExactly(1);
    assertThatThrownBy(typing::submit).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> typing.press(1)).isInstanceOf(IllegalStateException.class);
  }
}
