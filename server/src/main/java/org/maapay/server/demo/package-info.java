/**
 * {@code maapay demo}: data, keys and a simulator of everything outside; never part of production.
 */
@NullMarked
package org.maapay.server.demo;

import org.jspecify.annotations.NullMarked;
