/** One attempt to pay an order: begin, charge, outcome; and the resolver of unknown outcomes. */
@NullMarked
package org.maapay.payment;

import org.jspecify.annotations.NullMarked;
