/** Puts the families together: the client and the uplink parser of whichever operator. */
@NullMarked
package org.maapay.messaging.operators;

import org.jspecify.annotations.NullMarked;
