package org.maapay.mandate;

/** What an event does to a mandate. */
public sealed interface MandateChange {
  record Moved(MandateState to) implements MandateChange {}

  /** It was so already; nothing changes. */
  record Repeated() implements MandateChange {}

  record Refused(Reason reason) implements MandateChange {}

  /** Why an event is refused. */
  enum Reason {
    /** It was revoked, or nobody signed in time. */
    ENDED,
    /** It was signed before its time was over. */
    SIGNED,
    SIGNED_BY_ANOTHER
  }
}
