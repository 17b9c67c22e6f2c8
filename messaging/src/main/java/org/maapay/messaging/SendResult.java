package org.maapay.messaging;

import java.util.List;
import org.maapay.messaging.card.Violation;

/** How sending or revoking went. Accepted is not delivered: that comes as a report. */
public sealed interface SendResult {
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
