/** Facts, stored in the transaction that made them true and read once by each who cares. */
@NullMarked
package org.maapay.outbox;

import org.jspecify.annotations.NullMarked;
