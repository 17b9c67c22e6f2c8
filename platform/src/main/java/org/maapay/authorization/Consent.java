package org.maapay.authorization;

/** Whether a user agreed to what the keypad's page said. */
public sealed interface Consent {
  /** He typed his password for just that. */
  record Given() implements Consent {}

  /** He did not, for the reason that a payment would have been refused for too. */
  record Withheld(Leave why) implements Consent {}
}
