/** Money of an account set aside: placed, posted in parts, voided, expired. */
@NullMarked
package org.maapay.ledger.hold;

import org.jspecify.annotations.NullMarked;
