package org.maapay.messaging.rbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.json.webtoken.JsonWebSignature;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The service account's assertion, read and verified by Google's own client library. */
class AssertionTest {
  @Test
  void googles_library_verifies_it() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var pair = generator.generateKeyPair();
    var pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    var now = Instant.ofEpochSecond(1_700_000_000);
    var jwt = Assertion.of("a@b.example", Assertion.key(pem), "https://t.example/token", now);
    var read = JsonWebSignature.parse(GsonFactory.getDefaultInstance(), jwt);
    assertThat(read.verifySignature(pair.getPublic())).isTrue();
    assertThat(read.getHeader().getAlgorithm()).isEqualTo("RS256");
    assertThat(read.getPayload().getIssuer()).isEqualTo("a@b.example");
    assertThat(read.getPayload().getAudience()).isEqualTo("https://t.example/token");
    assertThat(read.getPayload().getExpirationTimeSeconds()).isEqualTo(1_700_003_600L);
  }

  @Test
  void a_broken_key_is_refused_without_being_quoted() {
    assertThatThrownBy(() -> Assertion.key("-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("c2VjcmV0");
  }
}
