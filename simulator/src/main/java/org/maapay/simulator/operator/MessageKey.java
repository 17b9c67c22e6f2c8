package org.maapay.simulator.operator;

/** A message's id, which is unique per chatbot only. */
public record MessageKey(String chatbotId, String messageId) {}
