/** Aggregate payment: the payer chooses an institution, which takes the money (5.1.4, B-4). */
@NullMarked
package org.maapay.aggregate;

import org.jspecify.annotations.NullMarked;
