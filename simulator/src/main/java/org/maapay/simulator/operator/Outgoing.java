package org.maapay.simulator.operator;

import java.util.Set;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.PhoneNumber;
import tools.jackson.databind.node.ArrayNode;

/**
 * A message that an operator took from a chatbot.
 *
 * @param parts {@code [{contentType, content}]}, decoded
 */
public record Outgoing(
    MessageKey key, PhoneNumber to, Dialogue dialogue, ArrayNode parts, Carriage carriage) {
  /**
   * How it is to be carried.
   *
   * @param reports the states to report; empty for all
   * @param smsText blank for one made from the message
   */
  public record Carriage(boolean sms, String smsText, boolean stored, Set<String> reports) {
    public boolean wants(String report) {
      return reports.isEmpty() || reports.contains(report);
    }
  }
}
