package org.maapay.simulator.operator;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.ChatbotAccount.Credentials;

/**
 * A chatbot that was registered with an operator.
 *
 * @param notifyUrl where its callbacks go; null for one that hears nothing
 */
public record RegisteredChatbot(
    String chatbotId, String name, Credentials credentials, @Nullable URI notifyUrl) {}
