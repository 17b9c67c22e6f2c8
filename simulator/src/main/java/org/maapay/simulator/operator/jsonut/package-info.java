/** The JSON interface of China Unicom and China Telecom, as a chatbot sees it. */
@NullMarked
package org.maapay.simulator.operator.jsonut;

import org.jspecify.annotations.NullMarked;
