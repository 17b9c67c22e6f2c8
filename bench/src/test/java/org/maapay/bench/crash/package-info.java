@NullMarked
package org.maapay.bench.crash;

import org.jspecify.annotations.NullMarked;
