/** What the wire families share: JSON within limits, tokens, calls that are tried again. */
@NullMarked
package org.maapay.messaging.wire;

import org.jspecify.annotations.NullMarked;
