/** A user's agreement with a merchant to pay without a password: signed, limited, revocable. */
@NullMarked
package org.maapay.mandate;

import org.jspecify.annotations.NullMarked;
