/** The way to the banks: a clearing house spoken to over signed HTTP. */
@NullMarked
package org.maapay.institutions.clearing;

import org.jspecify.annotations.NullMarked;
