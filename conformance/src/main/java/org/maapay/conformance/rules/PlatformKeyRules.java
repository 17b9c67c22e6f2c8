package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Answer;
import org.maapay.conformance.target.Stage;
import org.maapay.conformance.wire.PlatformSignature;

/** The platform's keys, as parties fetch them. */
@RuleSet
final class PlatformKeyRules {
  private final Stage stage;

  PlatformKeyRules(Stage stage) {
    this.stage = stage;
  }

  private Answer keys() {
    return stage
        .merchant()
        .send(stage.merchant().unsigned("GET", "/v1/platform-keys", new byte[0]))
        .ok();
  }

  @Test
  @Clause("C-3")
  @DisplayName("The list is told without a signature, and holds the key that signs answers, active")
  void the_list_holds_the_signing_key() {
    var key =
        keys()
            .json()
            .path("keys")
            .valueStream()
            .filter(k -> k.path("keyId").asString().equals(stage.demo().platformKeyId()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("the signing key is not in the list"));
    assertThat(key.path("state").asString()).isEqualTo("ACTIVE");
    assertThat(key.path("publicKeyPem").asString().replaceAll("\\s", ""))
        .isEqualTo(stage.demo().platformKeyPem().replaceAll("\\s", ""));
  }

  @Test
  @Clause("C-3")
  @DisplayName("The list is signed by the platform's root key")
  void the_list_is_signed_by_the_root_key() {
    var answer = keys();
    assertThat(PlatformSignature.read(answer.raw()::header).components())
        .contains("\"@status\"", "\"content-digest\"");
    var root = stage.demo().rootKeyPem();
    Assumptions.assumeTrue(
        root != null, "demo.json has no root key; only the signature's form was judged");
    if (root != null) {
      PlatformSignature.verifyAnswer(answer.request(), answer.raw(), root);
    }
  }

  @Test
  @Clause("C-3")
  @DisplayName("The list has a version and has not expired")
  void the_list_is_fresh() {
    var list = keys().json();
    assertThat(java.time.Instant.parse(list.path("expires").asString()).getEpochSecond())
        .isGreaterThan(stage.merchant().seconds());
    assertThat(keys().json().path("version").asLong())
        .isGreaterThanOrEqualTo(list.path("version").asLong());
  }
}
