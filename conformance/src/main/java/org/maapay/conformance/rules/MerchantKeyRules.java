package org.maapay.conformance.rules;

import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Stage;
import tools.jackson.databind.json.JsonMapper;

/**
 * What may not become a merchant's key. Good keys are not tried: a run must leave the demo's keys
 * as they were.
 */
@RuleSet
final class MerchantKeyRules {
  private static final String PATH = "/v1/merchant-keys";

  private final Stage stage;

  MerchantKeyRules(Stage stage) {
    this.stage = stage;
  }

  @Test
  @Clause("6.3.1-1a")
  @DisplayName("A key without proof of possession, or with wrong fields, is refused")
  void a_key_without_proof_is_refused() {
    var unsigned = stage.merchant().unsigned(PATH, JsonMapper.shared().createObjectNode());
    var missing = stage.merchant().send(unsigned);
    Assumptions.assumeFalse(
        missing.status() == 404, "keys cannot be registered over the interface here");
    missing.problem(401, "signature-missing");
    var empty =
        stage
            .merchant()
            .post(PATH, JsonMapper.shared().createObjectNode())
            .problem(400, "fields-invalid");
    org.assertj.core.api.Assertions.assertThat(empty.errorFields())
        .containsAll(Set.of("merchantId", "alg", "publicKeyPem"));
  }
}
