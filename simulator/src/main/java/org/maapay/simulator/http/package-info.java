/**
 * The little HTTP that every part of the simulator serves with: the JDK's server, values around it.
 */
@NullMarked
package org.maapay.simulator.http;

import org.jspecify.annotations.NullMarked;
