/**
 * Handsets in a browser: their messages, the page that shows them, and a user who can be told to
 * pay.
 */
@NullMarked
package org.maapay.simulator.terminal;

import org.jspecify.annotations.NullMarked;
