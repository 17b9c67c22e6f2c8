/** The calls of the page on which a user signs, sees and ends mandates. */
@NullMarked
package org.maapay.edge.mandate;

import org.jspecify.annotations.NullMarked;
