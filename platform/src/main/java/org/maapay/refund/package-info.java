/** Refunds: all, part, many; never above what was paid; back the way the money came. */
@NullMarked
package org.maapay.refund;

import org.jspecify.annotations.NullMarked;
