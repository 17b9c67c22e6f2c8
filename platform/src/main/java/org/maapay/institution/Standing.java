package org.maapay.institution;

import java.time.Instant;

/** Where an order stands at an institution outside. */
public sealed interface Standing {
  /** The payer may pay it, or is paying. */
  record Waiting() implements Standing {}

  /** The institution has the money; {@code receipt} is its number for it. */
  record Paid(String receipt, Instant at) implements Standing {}

  /** No money moved, and none will. */
  record Closed() implements Standing {}

  /** The institution did not say, or cannot be believed. */
  record Unknown() implements Standing {}
}
