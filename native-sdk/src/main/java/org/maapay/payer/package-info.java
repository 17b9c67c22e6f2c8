/**
 * The payer's side of a payment, as plain Java: what is typed on the secure keypad is sealed here
 * for the vault alone (6.5-7a).
 */
@NullMarked
package org.maapay.payer;

import org.jspecify.annotations.NullMarked;
