/**
 * One-time keypad sessions, the vault's side: a layout that only the vault knows, presses that only
 * the vault can open (6.5-7a), and the place where other keypads plug in (6.5-7c).
 */
@NullMarked
package org.maapay.keypad;

import org.jspecify.annotations.NullMarked;
