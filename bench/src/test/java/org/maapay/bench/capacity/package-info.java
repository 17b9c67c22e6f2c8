/** How much of a machine a number of users takes, from what was measured (6.4-3). */
@NullMarked
package org.maapay.bench.capacity;

import org.jspecify.annotations.NullMarked;
