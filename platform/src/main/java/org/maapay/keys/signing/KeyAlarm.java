package org.maapay.keys.signing;

import java.time.Instant;

/**
 * A key that ends soon and has no successor yet.
 *
 * @param owner the party, or {@code platform}
 * @param daysLeft 30, 7 or 1: the mark that was passed last
 */
public record KeyAlarm(String keyId, String owner, Instant notAfter, int daysLeft) {}
