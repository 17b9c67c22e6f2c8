package org.maapay.simulator.operator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something to tell a chatbot.
 *
 * @param told called once: with true when the chatbot has it, with false when it is given up
 */
record Callback(RegisteredChatbot chatbot, Where where, ObjectNode body, Told told) {
  /**
   * Where it goes.
   *
   * @param family the part of the path before the chatbot id
   * @param rest the part after it
   * @param lane what it keeps its order with
   * @param subject the order it is about, if it is
   */
  record Where(String family, String rest, String lane, @Nullable String subject) {}
}
