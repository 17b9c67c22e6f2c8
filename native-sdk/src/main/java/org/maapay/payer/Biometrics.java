package org.maapay.payer;

import org.jspecify.annotations.Nullable;

/**
 * A key store whose keys a finger or a face unlocks. Neither keys nor templates leave it (6.5-8c).
 * Methods may block while the user is asked.
 */
public interface Biometrics {
  /** Whether the device can do it now. */
  boolean isReady();

  /**
   * Makes a P-256 key that is unlocked for one signature at a time; one of that alias is replaced.
   *
   * @return its public half as SubjectPublicKeyInfo; null if the store will not
   */
  byte @Nullable [] create(String alias);

  /** Asks the user and signs {@code text} by ECDSA with SHA-256. */
  Signing sign(String alias, byte[] text);

  void delete(String alias);

  /** How signing ended. */
  final class Signing {
    /** What happened. */
    public enum End {
      SIGNED,
      /** The user did not want to, or was not recognised. */
      CANCELLED,
      /** The key is no more: another finger was enrolled, or the lock was removed. */
      KEY_GONE
    }

    private final End end;
    private final byte[] signature;

    private Signing(End end, byte[] signature) {
      this.end = end;
      this.signature = signature;
    }

    /** Signed; {@code der} is the signature as key stores write it. */
    public static Signing signed(byte[] der) {
      return new Signing(End.SIGNED, der.clone());
    }

    public static Signing cancelled() {
      return new Signing(End.CANCELLED, new byte[0]);
    }

    public static Signing keyGone() {
      return new Signing(End.KEY_GONE, new byte[0]);
    }

    public End end() {
      return end;
    }

    byte[] signature() {
      return signature;
    }
  }
}
