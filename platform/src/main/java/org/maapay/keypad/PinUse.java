package org.maapay.keypad;

/** What is done with a password once it is open. */
@FunctionalInterface
public interface PinUse<T> {
  /**
   * Uses the password.
   *
   * @param pin one octet per digit, {@code '0'} to {@code '9'}; wiped when this returns, so it must
   *     not be kept
   */
  T with(byte[] pin);
}
