package org.maapay.simulator.operator;

import java.time.Instant;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.PhoneNumber;
import tools.jackson.databind.node.ArrayNode;

/** The handsets that an operator serves. */
public interface Terminals {
  boolean has(String operator, PhoneNumber number);

  /** Shows a message; the same message id twice shows it once. */
  void show(Arrival arrival);

  /** A message that reaches a handset. */
  record Arrival(Origin origin, PhoneNumber to, Dialogue dialogue, Shown shown, Instant at) {}

  /** Whose message it is. */
  record Origin(String operator, String chatbotId, String messageId) {}

  /**
   * What is shown.
   *
   * @param parts {@code [{contentType, content}]}
   * @param sms true if it came as SMS, as text without buttons
   */
  record Shown(ArrayNode parts, boolean sms) {}
}
