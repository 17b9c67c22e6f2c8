/** Everything outside the platform, in one process: see {@link org.maapay.simulator.Simulator}. */
@NullMarked
package org.maapay.simulator;

import org.jspecify.annotations.NullMarked;
