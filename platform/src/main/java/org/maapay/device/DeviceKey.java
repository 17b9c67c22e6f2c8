package org.maapay.device;

/**
 * A key on one of a user's devices.
 *
 * @param keyId names it; the device knows it by this name too
 * @param label what the user recognises the device by
 */
public record DeviceKey(String keyId, Kind kind, String label) {
  /** Who keeps the private half. */
  public enum Kind {
    /** The key store of a handset, used by the payer's SDK. */
    SDK,
    /** A browser's authenticator. */
    WEBAUTHN
  }
}
