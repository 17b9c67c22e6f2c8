/**
 * Accounts and transfers, double entry and append only; knows amounts, never merchants or orders.
 */
@NullMarked
package org.maapay.ledger;

import org.jspecify.annotations.NullMarked;
