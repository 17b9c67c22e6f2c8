package org.maapay.institutions.clearing;

import java.net.URI;
import java.time.Duration;
import org.maapay.signature.Signer;
import org.maapay.signature.VerificationKey;

/**
 * How a clearing house is reached.
 *
 * @param baseUrl without {@code /clearing/v1}
 * @param signer the key of ours that the house knows
 * @param houseKey the house's key, by which its answers are believed
 * @param timeout after which what became of a call is unknown
 */
public record ClearingSettings(
    URI baseUrl, Signer signer, VerificationKey houseKey, Duration timeout) {}
