/** What the books say of the past; reads alone. */
@NullMarked
package org.maapay.ledger.statement;

import org.jspecify.annotations.NullMarked;
