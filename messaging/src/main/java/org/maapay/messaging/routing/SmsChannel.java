package org.maapay.messaging.routing;

import java.time.Instant;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.Refusal;

/** Sends SMS for operators that don't do it themselves. */
@FunctionalInterface
public interface SmsChannel {
  /** No SMS. */
  SmsChannel NONE = _ -> new Outcome.Absent();

  /** Sends once for each id, however often it is asked. */
  Outcome send(Sms sms);

  /**
   * A text to a user.
   *
   * @param id the message's whose place it takes
   * @param text holds no link and nothing secret
   * @param validUntil when it is of no use any more
   */
  record Sms(String id, PhoneNumber to, String text, Instant validUntil) {}

  /** What became of it. */
  sealed interface Outcome {
    /** The centre has it; a receipt tells how far it came. */
    record Taken() implements Outcome {}

    /** It did not leave, and may later. */
    record Later() implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}

    /** It left, and nobody knows whether the centre has it: it is not sent again. */
    record InDoubt() implements Outcome {}

    /** There is no channel. */
    record Absent() implements Outcome {}
  }
}
