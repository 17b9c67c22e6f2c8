/** The batch writer: many small decisions, one commit. */
@NullMarked
package org.maapay.posting;

import org.jspecify.annotations.NullMarked;
