package org.maapay.keys;

import java.time.Instant;
import java.util.Optional;

/**
 * How a user's payment password stands now.
 *
 * @param triesLeft how many wrong tries would still be compared before it locks; 0 while locked
 */
public record PinStanding(boolean set, int triesLeft, Optional<Instant> lockedUntil) {}
