/** Where the simulator keeps what must outlive it. */
@NullMarked
package org.maapay.simulator.store;

import org.jspecify.annotations.NullMarked;
