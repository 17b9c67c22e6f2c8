/** The platform's own payment chatbot: asks payers to confirm, tells results, answers questions. */
@NullMarked
package org.maapay.chatbot;

import org.jspecify.annotations.NullMarked;
