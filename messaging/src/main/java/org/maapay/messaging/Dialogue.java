package org.maapay.messaging;

import org.jspecify.annotations.Nullable;

/**
 * The thread that a message belongs to.
 *
 * @param conversationId one per chatbot and user
 * @param contributionId one per exchange within it
 * @param inReplyTo the contributionId of the user's message that this answers
 */
public record Dialogue(String conversationId, String contributionId, @Nullable String inReplyTo) {}
