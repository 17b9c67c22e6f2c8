/** Bound bank cards; no card number is kept, only the bank's agreement. */
@NullMarked
package org.maapay.card;

import org.jspecify.annotations.NullMarked;
