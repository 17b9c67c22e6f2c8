/** Seeded operations against the real code, with a model of its own beside it. */
@NullMarked
package org.maapay.simulation;

import org.jspecify.annotations.NullMarked;
