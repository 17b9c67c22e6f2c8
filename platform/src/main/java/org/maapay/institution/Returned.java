package org.maapay.institution;

import java.time.Instant;

/** How giving money back through an institution outside stands. */
public sealed interface Returned {
  /** The payer has it; {@code receipt} is the institution's number for it. */
  record Done(String receipt, Instant at) implements Returned {}

  /** It was not given back, and will not be under this number. */
  record Refused(String code) implements Returned {}

  /** It may be on its way: ask again with the same number. */
  record Unknown() implements Returned {}
}
