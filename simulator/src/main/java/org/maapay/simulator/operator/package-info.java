/**
 * Operators as chatbots and handsets see them: the network to the handsets, callbacks to whoever
 * runs a chatbot, switches for what goes wrong. What an operator's interface looks like is a {@link
 * org.maapay.simulator.operator.Family}, one package each.
 */
@NullMarked
package org.maapay.simulator.operator;

import org.jspecify.annotations.NullMarked;
