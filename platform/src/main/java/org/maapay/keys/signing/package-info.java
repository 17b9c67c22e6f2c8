/** Keys that prove who says what: those of parties, and the platform's own (6.3.1-1a, 6.3.1-1b). */
@NullMarked
package org.maapay.keys.signing;

import org.jspecify.annotations.NullMarked;
