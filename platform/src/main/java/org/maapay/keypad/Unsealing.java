package org.maapay.keypad;

/** How opening an envelope ended; whatever it was, its session is used up, but for Malformed. */
public sealed interface Unsealing<T> {
  /** The password was given to its consumer and wiped; this is what the consumer made of it. */
  record Done<T>(T result) implements Unsealing<T> {}

  /** The session is too old. */
  record Expired<T>() implements Unsealing<T> {}

  /** The session has taken an envelope before. */
  record Used<T>() implements Unsealing<T> {}

  /** Sealed for another order, payee, amount, user or page, or changed on the way. */
  record Mismatch<T>() implements Unsealing<T> {}

  /** No envelope at all, or of a keypad that is not installed. */
  record Malformed<T>() implements Unsealing<T> {}
}
