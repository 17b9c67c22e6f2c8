/** How the payer of an order is reached. */
@NullMarked
package org.maapay.mode;

import org.jspecify.annotations.NullMarked;
