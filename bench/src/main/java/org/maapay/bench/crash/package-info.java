/** Kills the platform under load and holds it afterwards to everything it has acknowledged. */
@NullMarked
package org.maapay.bench.crash;

import org.jspecify.annotations.NullMarked;
