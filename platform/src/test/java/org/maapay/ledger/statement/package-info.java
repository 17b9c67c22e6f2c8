@NullMarked
package org.maapay.ledger.statement;

import org.jspecify.annotations.NullMarked;
