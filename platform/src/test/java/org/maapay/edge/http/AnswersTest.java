package org.maapay.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maapay.Clause;
import org.maapay.keys.signing.PlatformKey;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureRules;

/** What is answered, and how it is signed. */
class AnswersTest extends InterfaceStage {
  @ParameterizedTest
  @EnumSource
  void answers_and_problems_are_signed_in_the_callers_algorithm(SignatureAlgorithm algorithm) {
    var caller = TestParty.admitted("M0003", algorithm, parties, wall);
    for (var request :
        List.of(
            caller.post(ORDERS, BODY),
            caller.post(ORDERS, "{"),
            caller.post("/nowhere", BODY),
            caller.get(ORDERS, null),
            forged(caller.post(ORDERS, BODY)),
            caller.post(ORDERS, " ".repeat(Request.MAX_BODY + 1)))) {
      assertThat(isSigned(request, merchant.serve(request), algorithm)).as("%s", request).isTrue();
    }
  }

  @Test
  void a_caller_with_an_unknown_key_gets_an_ed25519_answer_and_an_unsigned_one_none() {
    var strange = party.as("K000000000000000000000000", wall).post(ORDERS, BODY);
    assertThat(isSigned(strange, merchant.serve(strange), SignatureAlgorithm.ED25519)).isTrue();
    var unsigned = unsigned(BODY);
    assertThat(merchant.serve(unsigned).headers().all("signature")).isEmpty();
  }

  @Test
  void an_answer_cannot_be_taken_for_the_answer_to_another_request() {
    var first = party.post(ORDERS, BODY);
    var second = party.post(ORDERS, BODY);
    assertThat(isSigned(second, merchant.serve(first), SignatureAlgorithm.ED25519)).isFalse();
  }

  @Test
  @Clause("6.3.1-1b")
  void the_list_of_platform_keys_is_signed_by_the_root() {
    var request =
        new Request(
            "GET",
            new Request.Target(TestParty.HOST, "/v1/platform-keys", null),
            Headers.NONE,
            new byte[0],
            "203.0.113.7");
    var answer = merchant.serve(request);
    assertThat(answer.status()).isEqualTo(200);
    var root = platform.current(PlatformKey.Use.ROOT, SignatureAlgorithm.ED25519);
    assertThat(verified(SignatureRules.UNSIGNED_CALL_ANSWER, root, request, answer)).isTrue();
    assertThat(answer.text()).contains("\"version\":", "\"expires\":\"2026-01-02T04:00:00Z\"");
  }

  @Test
  void a_problem_says_what_in_the_readers_language_and_how_to_go_on() {
    var request = TestRequests.at(unsigned(BODY), "DELETE", ORDERS);
    var answer = merchant.serve(TestRequests.with(request, "Accept-Language", "zh-CN,en;q=0.5"));
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers().only("allow")).hasValue("POST");
    assertThat(answer.headers().only("content-type")).hasValue("application/problem+json");
    assertThat(answer.headers().only("content-language")).hasValue("zh-CN");
    assertThat(answer.text())
        .contains(
            "\"type\":\"/problems/method-not-allowed\"",
            "\"title\":\"不支持该请求方法\"",
            "\"status\":405",
            "\"code\":\"method-not-allowed\"",
            "\"incident\":\"");
    assertThat(merchant.serve(request).text()).contains("\"title\":\"The path does not take");
  }

  @Test
  void only_a_sandbox_shows_the_signature_base() {
    var request = forged(party.post(ORDERS, BODY));
    assertThat(merchant.serve(request).text()).doesNotContain("signatureBase");
    assertThat(merchantInterface(GENEROUS, GENEROUS, true).serve(request).text())
        .contains("\"signatureBase\":\"\\\"@method\\\": POST\\n");
  }

  @Test
  void a_failure_of_ours_shows_a_number_and_nothing_of_the_inside() {
    var answer = merchant.serve(party.post("/v1/fails", BODY));
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text()).contains("\"code\":\"internal-error\"").doesNotContain("jdbc");
    var outage = merchant.serve(party.post("/v1/outage", BODY));
    assertThat(outage.status()).isEqualTo(503);
    assertThat(outage.headers().only("retry-after")).isPresent();
  }
}
