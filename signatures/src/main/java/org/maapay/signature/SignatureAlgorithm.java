package org.maapay.signature;

import java.util.Optional;

/**
 * A signature algorithm by the name that stands in the {@code alg} parameter. The record of a key
 * fixes its algorithm; the parameter is only ever compared with it (6.3.2-2b).
 */
public enum SignatureAlgorithm {
  ED25519("ed25519"),
  /** Signature octets are r and s, 32 octets each (RFC 9421 section 3.3.4). */
  ECDSA_P256_SHA256("ecdsa-p256-sha256"),
  /** MGF1 with SHA-512 and a salt of 64 octets. */
  RSA_PSS_SHA512("rsa-pss-sha512"),
  RSA_V1_5_SHA256("rsa-v1_5-sha256"),
  /** GB/T 32918 with SM3; the JDK has none, so its keys come from outside this library. */
  SM2_SM3("sm2-sm3");

  private final String wireName;

  SignatureAlgorithm(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name used on the wire. */
  public String wireName() {
    return wireName;
  }

  /** Finds the algorithm with this name on the wire, letter by letter. */
  public static Optional<SignatureAlgorithm> named(String wireName) {
    for (var algorithm : values()) {
      if (algorithm.wireName.equals(wireName)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }
}
