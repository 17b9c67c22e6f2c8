package org.maapay.messaging;

import java.util.List;
import org.maapay.messaging.card.Violation;

/** How sending or revoking went. Accepted is not delivered: that comes as a report. */
public sealed interface SendResult {
  /** The result of the call that sent {@code messageId}. */
  static SendResult of(CallResult<?> result, String messageId) {
    return switch (result) {
      case CallResult.Answered<?> _ -> new Accepted(messageId);
      case CallResult.Refused<?>(var refusal) -> new Refused(refusal);
      case CallResult.Unknown<?>(var reason) -> new Unknown(reason);
    };
  }

  /** The operator has it. */
  record Accepted(String messageId) implements SendResult {}

  /** It never left: it breaks these rules. */
  record Invalid(List<Violation> violations) implements SendResult {}

  record Refused(Refusal refusal) implements SendResult {}

  /**
   * No answer, or none that says so: the operator may have it. Send again under the same message
   * id.
   */
  record Unknown(String reason) implements SendResult {}
}
