/** What is under test, as an outsider reaches it. */
@NullMarked
package org.maapay.conformance.target;

import org.jspecify.annotations.NullMarked;
