package org.maapay.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.KeyPair;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.merchant.Answer.Accepted;
import org.maapay.merchant.PlatformKeys.Refreshed.Kept;
import org.maapay.merchant.PlatformKeys.Refreshed.Taken;
import org.maapay.merchant.TestPlatform.Fault;
import org.maapay.merchant.TestPlatform.Said;
import org.maapay.signature.JdkSignatures;
import org.maapay.signature.Pem;
import org.maapay.signature.SignatureAlgorithm;

@Clause("6.3.1-1b")
class PlatformKeysTest {
  private final TestPlatform platform = new TestPlatform();

  PlatformKeysTest() throws IOException {}

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void a_list_signed_by_the_root_key_is_taken() {
    platform.says(200, list(3, "2026-02-01T00:00:00Z", platform.platform));
    var keys = client().build().platformKeys();
    assertThat(keys.refresh())
        .isInstanceOfSatisfying(
            Taken.class, taken -> assertThat(taken.keyIds()).containsExactly("pk-2"));
    assertThat(keys.version()).isEqualTo(3);
  }

  @Test
  void a_list_that_somebody_else_signed_is_refused() {
    platform.says(200, list(3, "2026-02-01T00:00:00Z", platform.platform));
    for (var fault : new Fault[] {Fault.WRONG_KEY, Fault.UNSIGNED, Fault.CHANGED_BODY}) {
      platform.faults.add(fault);
      assertThat(client().build().platformKeys().refresh()).isInstanceOf(Kept.class);
    }
  }

  @Test
  void an_older_list_is_refused() {
    var keys = client().build().platformKeys();
    platform.says(200, list(3, "2026-02-01T00:00:00Z", platform.platform));
    assertThat(keys.refresh()).isInstanceOf(Taken.class);
    platform.says(200, list(2, "2026-02-01T00:00:00Z", platform.merchant));
    assertThat(keys.refresh()).isInstanceOf(Kept.class);
    assertThat(keys.version()).isEqualTo(3);
    assertThat(client().leastKeyVersion(9).build().platformKeys().refresh())
        .isInstanceOf(Kept.class);
  }

  @Test
  void an_expired_list_is_refused() {
    platform.says(200, list(3, "2026-01-01T04:00:00Z", platform.platform));
    assertThat(client().build().platformKeys().refresh()).isInstanceOf(Kept.class);
  }

  @Test
  void an_answer_by_a_new_key_is_believed_after_the_list_was_fetched() {
    platform.answerKeyId = "pk-2";
    platform.answers =
        call ->
            new Said(
                200,
                call.path().equals("/v1/platform-keys")
                    ? list(4, "2026-02-01T00:00:00Z", platform.platform)
                    : "{\"payUrl\":\"http://x/\"}",
                Map.of());
    var pay = client().build();
    assertThat(pay.orders().chooseInstitution("C1", "P1", "MAAPAY")).isInstanceOf(Accepted.class);
    assertThat(platform.received).hasSize(2);
  }

  @Test
  void strangers_cannot_make_us_fetch_the_list_over_and_over() {
    platform.answerKeyId = "pk-9";
    platform.says(200, list(4, "2026-02-01T00:00:00Z", platform.platform));
    var pay = client().build();
    var unused = pay.orders().close("C1", Optional.empty());
    assertThat(platform.received)
        .filteredOn(call -> call.path().equals("/v1/platform-keys"))
        .hasSize(1);
  }

  @Test
  void the_next_key_signs_beside_the_present_one_and_is_used_when_told() {
    platform.says(
        200,
        """
        {"merchantId":"M1","keyId":"mk-2","alg":"ed25519","notBefore":"2026-01-01T00:00:00Z",\
        "notAfter":"2027-01-01T00:00:00Z","state":"ACTIVE"}\
        """);
    var next = TestPlatform.pair();
    var pay = platform.client().build();
    var signer = JdkSignatures.signer("", SignatureAlgorithm.ED25519, next.getPrivate());
    var registered = pay.keys().rotate(signer, Pem.of(next.getPublic())).orThrow();
    assertThat(registered.keyId()).isEqualTo("mk-2");
    assertThat(platform.received.get(0).path()).isEqualTo("/v1/merchant-keys");
    pay.keys().use(JdkSignatures.signer("mk-2", SignatureAlgorithm.ED25519, next.getPrivate()));
    assertThat(pay.orders().close("C1", Optional.empty()))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("key-unknown"));
  }

  private MaaPay.Builder client() {
    return platform.client().rootKey(SignatureAlgorithm.ED25519, Pem.of(platform.root.getPublic()));
  }

  private static String list(long version, String expires, KeyPair key) {
    return """
    {"version":%d,"expires":"%s","keys":[\
    {"keyId":"sm","alg":"sm2-sm3","publicKeyPem":"x","notBefore":"2026-01-01T00:00:00Z",\
    "notAfter":"2026-12-01T00:00:00Z","state":"ACTIVE"},\
    {"keyId":"pk-2","alg":"ed25519","publicKeyPem":"%s","notBefore":"2026-01-01T00:00:00Z",\
    "notAfter":"2026-12-01T00:00:00Z","state":"ACTIVE"}]}\
    """
        .formatted(version, expires, Pem.of(key.getPublic()).replace("\n", "\\n"));
  }
}
