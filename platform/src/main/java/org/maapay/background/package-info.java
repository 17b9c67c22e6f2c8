/** Work that goes on beside the callers. */
@NullMarked
package org.maapay.background;

import org.jspecify.annotations.NullMarked;
