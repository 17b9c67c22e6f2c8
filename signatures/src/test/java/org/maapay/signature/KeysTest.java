package org.maapay.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  @Test
  void ed25519_points_of_small_order_are_refused() {
    for (var hex :
        List.of(
            "0100000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000080",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")) {
      assertThatThrownBy(() -> JdkSignatures.verifier(SignatureAlgorithm.ED25519, ed25519(hex)))
          .as(hex)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** The points of order eight double to one with y = 0, that is d y^4 + 2 y^2 = 1. */
  @Test
  void the_constant_is_a_point_of_order_eight() {
    var d = BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
    var y2 = PublicKeys.ORDER_EIGHT_Y.pow(2).mod(P);
    assertThat(d.multiply(y2.pow(2)).add(y2.shiftLeft(1)).mod(P)).isEqualTo(BigInteger.ONE);
  }

  @Test
  void rsa_below_2048_bits_is_refused() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    var pair = generator.generateKeyPair();
    for (var algorithm :
        List.of(SignatureAlgorithm.RSA_PSS_SHA512, SignatureAlgorithm.RSA_V1_5_SHA256)) {
      assertThatThrownBy(() -> JdkSignatures.verifier(algorithm, pair.getPublic()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> JdkSignatures.signer("k", algorithm, pair.getPrivate()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void another_curve_than_p256_is_refused() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    var pair = generator.generateKeyPair();
    assertThatThrownBy(
            () -> JdkSignatures.verifier(SignatureAlgorithm.ECDSA_P256_SHA256, pair.getPublic()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_ecdsa_signature_of_zeros_is_refused() {
    var verifier = JdkSignatures.verifier(SignatureAlgorithm.ECDSA_P256_SHA256, RfcKeys.EC_PUBLIC);
    assertThat(verifier.verify(new byte[] {1}, new byte[64])).isFalse();
    assertThat(verifier.verify(new byte[] {1}, new byte[63])).isFalse();
    assertThat(verifier.verify(new byte[] {1}, new byte[0])).isFalse();
  }

  @Test
  void a_key_of_another_algorithm_is_refused_without_showing_it() {
    assertThatThrownBy(
            () -> JdkSignatures.signer("k", SignatureAlgorithm.ED25519, RfcKeys.RSA_PRIVATE))
        .hasMessage("PEM holds no key for ed25519")
        .hasNoCause();
    for (var bad :
        List.of("", "-----BEGIN PRIVATE KEY-----\nMC4C", "-----BEGIN X-----\n-----END X-----")) {
      assertThatThrownBy(() -> Pem.privateKey(SignatureAlgorithm.ED25519, bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void keys_written_as_pem_are_read_back() throws GeneralSecurityException {
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    var algorithm = SignatureAlgorithm.ED25519;
    assertThat(Pem.publicKey(algorithm, Pem.of(pair.getPublic()))).isEqualTo(pair.getPublic());
    assertThat(Pem.privateKey(algorithm, Pem.of(pair.getPrivate()))).isEqualTo(pair.getPrivate());
  }

  @Test
  void a_signer_says_nothing_of_its_key() {
    assertThat(JdkSignatures.signer("k", SignatureAlgorithm.ED25519, RfcKeys.ED25519_PRIVATE))
        .hasToString("Signer[k, ed25519]");
  }

  @Test
  void many_threads_share_one_signer_and_one_verifier() throws Exception {
    var signer = JdkSignatures.signer("k", SignatureAlgorithm.ED25519, RfcKeys.ED25519_PRIVATE);
    var verifier = JdkSignatures.verifier(SignatureAlgorithm.ED25519, RfcKeys.ED25519_PUBLIC);
    var threads = Executors.newFixedThreadPool(16);
    try {
      var tasks =
          IntStream.range(0, 200)
              .<Callable<Boolean>>mapToObj(i ->
                  () -> {
                    var base = new byte[] {(byte) i, (byte) (i >> 8)};
                    var other = new byte[] {(byte) ~i};
                    var signature = signer.sign(base);
                    return verifier.verify(base, signature) && !verifier.verify(other, signature);
                  })
              .toList();
      for (var done : threads.invokeAll(tasks)) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static String ed25519(String hex) {
    var der = HexFormat.of().parseHex("302a300506032b6570032100" + hex);
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getEncoder().encodeToString(der)
        + "\n-----END PUBLIC KEY-----\n";
  }
}
