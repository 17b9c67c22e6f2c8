@NullMarked
package org.maapay.ledger.hold;

import org.jspecify.annotations.NullMarked;
