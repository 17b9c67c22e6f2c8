package org.maapay.keys.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maapay.Clause;
import org.maapay.signature.JdkSignatures;
import org.maapay.signature.SignatureAlgorithm;

class SignaturesTest {
  private static final byte[] BASE = "\"@method\": POST".getBytes(UTF_8);

  /** The identity as an Ed25519 public key: everybody can sign for it. */
  private static final String SMALL_ORDER =
      KeyText.pem(
          "PUBLIC KEY", concat(hex("302a300506032b6570032100"), hex("01" + "00".repeat(31))));

  @ParameterizedTest
  @EnumSource
  @Clause("6.3.1-2a")
  void what_is_signed_verifies_and_nothing_else_does(SignatureAlgorithm algorithm) {
    var pair = KeyPairText.generate(algorithm);
    var signer = Signatures.signer("K1", algorithm, pair.privatePem());
    var verifier = Signatures.verifier(algorithm, pair.publicPem());
    var signature = signer.sign(BASE);

    assertThat(verifier.verify(BASE, signature)).isTrue();
    assertThat(verifier.verify("\"@method\": GET".getBytes(UTF_8), signature)).isFalse();
    for (int i = 0; i < signature.length; i++) {
      var changed = signature.clone();
      changed[i] ^= 1;
      assertThat(verifier.verify(BASE, changed)).as("octet %d", i).isFalse();
    }
    assertThat(verifier.verify(BASE, new byte[0])).isFalse();
    assertThat(verifier.verify(BASE, new byte[signature.length])).isFalse();
    assertThat(verifier.verify(BASE, Arrays.copyOf(signature, signature.length + 1))).isFalse();
    var other = Signatures.verifier(algorithm, KeyPairText.generate(algorithm).publicPem());
    assertThat(other.verify(BASE, signature)).isFalse();
    assertThat(signer.toString()).doesNotContain("PRIVATE");
  }

  @ParameterizedTest
  @EnumSource(
      value = SignatureAlgorithm.class,
      names = {"ED25519", "ECDSA_P256_SHA256"})
  void bouncy_castle_and_the_jdk_agree(SignatureAlgorithm algorithm) {
    var pair = KeyPairText.generate(algorithm);
    var jdk = JdkSignatures.signer("K1", algorithm, pair.privatePem()).sign(BASE);
    var castle = Curves.signer("K1", algorithm, pair.privatePem()).sign(BASE);
    assertThat(Curves.verifier(algorithm, pair.publicPem()).verify(BASE, jdk)).isTrue();
    assertThat(JdkSignatures.verifier(algorithm, pair.publicPem()).verify(BASE, castle)).isTrue();
    castle[7] ^= 1;
    assertThat(Curves.verifier(algorithm, pair.publicPem()).verify(BASE, castle)).isFalse();
  }

  @Test
  void sm2_takes_a_signature_in_its_shortest_writing_only() {
    var pair = KeyPairText.generate(SignatureAlgorithm.SM2_SM3);
    var signature =
        Signatures.signer("K1", SignatureAlgorithm.SM2_SM3, pair.privatePem()).sign(BASE);
    var verifier = Signatures.verifier(SignatureAlgorithm.SM2_SM3, pair.publicPem());
    assertThat(verifier.verify(BASE, signature)).isTrue();
    var longLength =
        concat(
            new byte[] {0x30, (byte) 0x81, signature[1]},
            Arrays.copyOfRange(signature, 2, signature.length));
    assertThat(verifier.verify(BASE, longLength)).isFalse();
    var padded =
        concat(
            new byte[] {0x30, (byte) (signature[1] + 1), 0x02, (byte) (signature[3] + 1), 0},
            Arrays.copyOfRange(signature, 4, signature.length));
    assertThat(verifier.verify(BASE, padded)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void a_key_of_another_kind_is_refused(SignatureAlgorithm algorithm) {
    for (var other : SignatureAlgorithm.values()) {
      boolean bothRsa =
          algorithm.wireName().startsWith("rsa") && other.wireName().startsWith("rsa");
      if (other != algorithm && !bothRsa) {
        var pair = KeyPairText.generate(other);
        assertThatThrownBy(() -> Signatures.verifier(algorithm, pair.publicPem()))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void a_key_of_small_order_is_refused() {
    assertThatThrownBy(() -> Signatures.verifier(SignatureAlgorithm.ED25519, SMALL_ORDER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    var both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
