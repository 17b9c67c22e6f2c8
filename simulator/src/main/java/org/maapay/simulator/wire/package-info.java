/** Everything that went over a wire the simulator can see: kept, and told to whoever watches. */
@NullMarked
package org.maapay.simulator.wire;

import org.jspecify.annotations.NullMarked;
