package org.maapay.messaging.routing;

import java.util.List;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.card.Violation;

/** What became of a message that was to be sent. */
public sealed interface Dispatched {
  /** An operator has it; how far it comes is reported to this chatbot. */
  record Sent(String operator, String chatbotId) implements Dispatched {}

  /** It went as SMS, past the operator's chatbot. */
  record BySms(String operator) implements Dispatched {}

  /**
   * It left as SMS, and no answer says whether the centre has it. Sending it again might say it
   * twice, so nobody does.
   */
  record SmsInDoubt(String operator) implements Dispatched {}

  /** It waits for its operator, and is sent when that answers again. */
  record Queued(String operator) implements Dispatched {}

  /** Too much waits for its operator already: nothing was kept. */
  record Full(String operator) implements Dispatched {}

  /** It breaks these rules: it went nowhere. */
  record Invalid(List<Violation> violations) implements Dispatched {}

  record Refused(String operator, Refusal refusal) implements Dispatched {}

  /** It waited until it was of no use any more. */
  record Expired(String operator) implements Dispatched {}

  /** Nobody knows who serves the user, or the chatbot has no account there. */
  record NoRoute() implements Dispatched {}
}
