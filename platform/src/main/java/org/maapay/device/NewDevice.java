package org.maapay.device;

/** A device that wants to confirm for its owner. */
public sealed interface NewDevice {
  String label();

  /**
   * A key in the key store of a handset.
   *
   * @param publicKey SubjectPublicKeyInfo, P-256
   * @param signature over the enrolment's text, as in {@link DeviceProof.Signed}
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Handset(String keyId, String label, byte[] publicKey, byte[] signature)
      implements NewDevice {
    @Override
    public String toString() {
      return "Handset";
    }
  }

  /** A browser's authenticator, in WebAuthn's form. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Browser(String label, byte[] clientData, byte[] attestation) implements NewDevice {
    @Override
    public String toString() {
      return "Browser";
    }
  }
}
