package org.maapay.device;

/** A device's signature over a challenge. */
public sealed interface DeviceProof {
  String keyId();

  String challenge();

  /**
   * By the key store of a handset.
   *
   * @param signature ECDSA on P-256 with SHA-256: r and s, 64 octets
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Signed(String keyId, String challenge, byte[] signature) implements DeviceProof {
    @Override
    public String toString() {
      return "Signed";
    }
  }

  /** By a browser's authenticator, in WebAuthn's form. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Asserted(
      String keyId, String challenge, byte[] clientData, byte[] authenticatorData, byte[] signature)
      implements DeviceProof {
    @Override
    public String toString() {
      return "Asserted";
    }
  }
}
