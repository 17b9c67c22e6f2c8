/** How many payments the books take: posted inside the process, beside the database's own limit. */
@NullMarked
package org.maapay.bench.posting;

import org.jspecify.annotations.NullMarked;
