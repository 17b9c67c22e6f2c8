/** One class of rules per subject. */
@NullMarked
package org.maapay.conformance.rules;

import org.jspecify.annotations.NullMarked;
