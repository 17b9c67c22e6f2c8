/** A platform of FNW.11, as a chatbot sees it. */
@NullMarked
package org.maapay.simulator.operator.gsma;

import org.jspecify.annotations.NullMarked;
