/**
 * The Android shell around the payer's SDK: a screen that nobody can record (6.5-2), a key store
 * that a finger unlocks (6.5-8a), and the signs of a device that cannot be trusted (6.5-5).
 */
@NullMarked
package org.maapay.payer.android;

import org.jspecify.annotations.NullMarked;
