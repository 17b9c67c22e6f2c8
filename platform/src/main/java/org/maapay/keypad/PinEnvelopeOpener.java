package org.maapay.keypad;

/**
 * A keypad's way of sealing, plugged in by the type that its envelopes name (6.5-7c). It runs
 * inside the vault; the session's single use, its age and its binding have been checked.
 */
public interface PinEnvelopeOpener {
  /** The {@code type} member of the envelopes it opens. */
  String type();

  /**
   * Opens an envelope.
   *
   * @param envelope its JSON
   */
  Opened open(EnvelopeText envelope, KeypadSecrets session);

  /** What opening gave. */
  sealed interface Opened {
    /** {@code pin} is the caller's to wipe. */
    @SuppressWarnings("ArrayRecordComponent") // Wiped, never compared.
    record Pin(byte[] pin) implements Opened {
      @Override
      public String toString() {
        return "Pin";
      }
    }

    /** It does not open with this session's key and binding. */
    record Mismatch() implements Opened {}

    /** It is not of this type's form. */
    record Malformed() implements Opened {}
  }
}
