/** China Mobile's XML interface, as a chatbot sees it. */
@NullMarked
package org.maapay.simulator.operator.mobile;

import org.jspecify.annotations.NullMarked;
