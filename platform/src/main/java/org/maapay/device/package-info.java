/**
 * Devices that confirm for their owners: public keys registered after a password, one-time
 * challenges, signatures. What unlocks a key, a finger or a face, never gets here (6.5-8c).
 */
@NullMarked
package org.maapay.device;

import org.jspecify.annotations.NullMarked;
