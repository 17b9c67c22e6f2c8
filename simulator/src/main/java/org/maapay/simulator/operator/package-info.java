/**
 * China Unicom and China Telecom as a chatbot sees them: the JSON interface on a port, the network
 * to the handsets behind it, callbacks to whoever runs the chatbot, and switches for what goes
 * wrong.
 */
@NullMarked
package org.maapay.simulator.operator;

import org.jspecify.annotations.NullMarked;
