/** What institutions outside report of their own accord, on a port of its own. */
@NullMarked
package org.maapay.edge.institution;

import org.jspecify.annotations.NullMarked;
