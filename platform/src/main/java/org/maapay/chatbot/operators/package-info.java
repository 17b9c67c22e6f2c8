/** What all nodes share of the operators' interfaces. */
@NullMarked
package org.maapay.chatbot.operators;

import org.jspecify.annotations.NullMarked;
