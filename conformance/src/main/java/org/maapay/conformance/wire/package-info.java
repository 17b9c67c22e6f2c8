/** HTTP and message signatures at arm's length, so that wrong ones can be sent. */
@NullMarked
package org.maapay.conformance.wire;

import org.jspecify.annotations.NullMarked;
