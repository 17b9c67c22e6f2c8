package org.maapay.authorization;

import java.time.Instant;

/** Whether a payer may spend, in order of precedence. */
public sealed interface Leave {
  /** What was typed cannot be judged: nothing was compared and no try was counted. */
  record KeypadRefused(Reason reason) implements Leave {}

  /** What the device signed does not count. */
  record DeviceRefused(Fault fault) implements Leave {}

  /** Too many wrong passwords before; this one was not compared. */
  record Locked(Instant until) implements Leave {}

  /** Too many of his passwords are being judged at this moment; this one was not, nor counted. */
  record Busy() implements Leave {}

  /** The user has not set a payment password yet. */
  record PasswordNotSet() implements Leave {}

  /** The password is wrong; at 0 tries left it is locked from now on. */
  record PasswordWrong(int triesLeft) implements Leave {}

  /** He may, this once. */
  record Given(Granted granted) implements Leave {}

  /** Why a device's signature did not count. */
  enum Fault {
    CHALLENGE_EXPIRED,
    CHALLENGE_USED,
    /** It was issued for another payer, payee, order or amount. */
    CHALLENGE_MISMATCH,
    /** The payer has no such key, or has revoked it. */
    KEY_UNKNOWN,
    SIGNATURE_WRONG
  }

  /** Why a keypad's envelope was not opened. */
  enum Reason {
    EXPIRED,
    USED,
    /** It was typed for another payer, payee, order or amount. */
    MISMATCH
  }
}
