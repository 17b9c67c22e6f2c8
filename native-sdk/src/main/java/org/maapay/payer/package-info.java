/**
 * The payer's side of a payment, as plain Java: an institution's SDK as far as it needs no phone
 * (5.1.3). What is typed on the secure keypad is sealed here for the vault alone (6.5-7a); a
 * screen, a key store and a network are what the shell around it brings.
 */
@NullMarked
package org.maapay.payer;

import org.jspecify.annotations.NullMarked;
