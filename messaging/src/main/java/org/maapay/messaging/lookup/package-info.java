/**
 * Which operator serves a number: a service that knows ported numbers is asked, then operators that
 * can say; what they said is remembered for a while.
 */
@NullMarked
package org.maapay.messaging.lookup;

import org.jspecify.annotations.NullMarked;
