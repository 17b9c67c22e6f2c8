package org.maapay.messaging.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maapay.messaging.Clause;
import org.maapay.messaging.tls.TestAuthority.Issued;
import org.maapay.messaging.wire.Digests;

/** With which certificates an operator proves itself. */
@Clause("4-operator-b")
class CertificateRuleTest {
  private static final String CALLBACK = "CN=callback,O=Unicom";

  @TempDir private static Path folder;
  private static TestAuthority unicom;
  private static TestAuthority mobile;
  private static Issued callback;

  @BeforeAll
  static void issue() {
    unicom = new TestAuthority(folder, "CN=Unicom Root");
    mobile = new TestAuthority(folder, "CN=Mobile Root");
    callback = unicom.client(CALLBACK, "callback.unicom.example");
  }

  @Test
  void what_the_operators_authority_signed_is_admitted() {
    assertThat(rule(Set.of(), Set.of()).admits(callback.chain(), Instant.now())).isTrue();
  }

  @Test
  void no_certificate_is_not_admitted() {
    assertThat(rule(Set.of(), Set.of()).admits(List.of(), Instant.now())).isFalse();
  }

  @Test
  void what_another_operators_authority_signed_is_not_admitted_whatever_name_it_bears() {
    var forged = mobile.client(CALLBACK, "callback.unicom.example");
    var rule = rule(Set.of(), Set.of(CALLBACK));
    assertThat(rule.admits(forged.chain(), Instant.now())).isFalse();
    var mixed = List.of(forged.certificate(), unicom.certificate());
    assertThat(rule.admits(mixed, Instant.now())).isFalse();
  }

  @Test
  void a_certificate_counts_only_while_it_is_valid() {
    var rule = rule(Set.of(), Set.of());
    assertThat(rule.admits(unicom.expired(CALLBACK).chain(), Instant.now())).isFalse();
    assertThat(rule.admits(callback.chain(), Instant.now().minus(Duration.ofDays(2)))).isFalse();
    assertThat(rule.admits(callback.chain(), Instant.now().plus(Duration.ofDays(40)))).isFalse();
  }

  @Test
  void a_pinned_subject_or_host_admits_no_other_of_the_same_authority() {
    var other = unicom.client("CN=another customer,O=Unicom");
    for (var name : List.of(CALLBACK, "cn=callback, o=unicom", "Callback.Unicom.example")) {
      var rule = rule(Set.of(), Set.of(name));
      assertThat(rule.admits(callback.chain(), Instant.now())).as(name).isTrue();
      assertThat(rule.admits(other.chain(), Instant.now())).as(name).isFalse();
    }
  }

  @Test
  void a_pinned_fingerprint_admits_no_renewal_under_the_same_name() throws Exception {
    var digest = Digests.sha256(callback.certificate().getEncoded());
    var shown = digest.toUpperCase(java.util.Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
    var rule = rule(Set.of(shown), Set.of());
    assertThat(rule.admits(callback.chain(), Instant.now())).isTrue();
    assertThat(rule.admits(unicom.client(CALLBACK).chain(), Instant.now())).isFalse();
  }

  @Test
  void a_certificate_for_servers_is_no_client_s() {
    assertThat(rule(Set.of(), Set.of()).admits(unicom.server().chain(), Instant.now())).isFalse();
  }

  @Test
  void the_authority_itself_is_no_client() {
    assertThat(rule(Set.of(), Set.of()).admits(List.of(unicom.certificate()), Instant.now()))
        .isFalse();
  }

  @Test
  void a_rule_that_cannot_hold_is_refused_when_it_is_made() {
    assertThatThrownBy(() -> new CertificateRule(List.of(), Set.of(), Set.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rule(Set.of("ab12"), Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rule(Set.of(), Set.of("x=y=z,")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keys_and_certificates_are_read_from_the_files_that_operators_give() {
    var shown = ClientIdentity.Shown.read(callback.certificateFile(), callback.keyFile());
    assertThat(shown.chain()).isEqualTo(callback.chain());
    assertThat(shown.key()).isEqualTo(callback.key());
    assertThatThrownBy(() -> PemFiles.key(callback.certificateFile(), "EC"))
        .hasMessageContaining(".crt");
    assertThatThrownBy(() -> PemFiles.certificates(callback.keyFile()))
        .hasMessageContaining(".key")
        .hasMessageNotContaining("PRIVATE");
  }

  private static CertificateRule rule(Set<String> fingerprints, Set<String> names) {
    return new CertificateRule(List.of(unicom.certificate()), fingerprints, names, List.of());
  }

  @Test
  void what_the_authority_took_back_is_not_admitted_and_all_else_is() {
    var revoked = unicom.client(CALLBACK);
    var rule = revoking(unicom.revocations(Duration.ofDays(7), revoked));
    assertThat(rule.admits(revoked.chain(), Instant.now())).isFalse();
    assertThat(rule.admits(callback.chain(), Instant.now())).isTrue();
  }

  @Test
  void a_list_that_is_too_old_or_somebody_elses_admits_nobody() {
    var list = unicom.revocations(Duration.ofDays(7));
    assertThat(revoking(list).admits(callback.chain(), Instant.now())).isTrue();
    var later = Instant.now().plus(Duration.ofDays(8));
    assertThat(revoking(list).admits(callback.chain(), later)).isFalse();
    var others = mobile.revocations(Duration.ofDays(7));
    assertThat(revoking(others).admits(callback.chain(), Instant.now())).isFalse();
  }

  private static CertificateRule revoking(Path list) {
    return new CertificateRule(
        List.of(unicom.certificate()), Set.of(), Set.of(), PemFiles.revocations(list));
  }
}
