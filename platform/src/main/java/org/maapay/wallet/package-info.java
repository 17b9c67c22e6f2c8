/** The built-in institution: balances, and bound cards through the bank port. */
@NullMarked
package org.maapay.wallet;

import org.jspecify.annotations.NullMarked;
