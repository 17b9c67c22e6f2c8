/** A short message service centre, spoken to by SMPP 3.4 alone. */
@NullMarked
package org.maapay.simulator.smsc;

import org.jspecify.annotations.NullMarked;
