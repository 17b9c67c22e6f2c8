package org.maapay.edge.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call as the log keeps it: who, what, how it ended, how long it took; no body, no secret.
 *
 * @param incident the number that a problem shows to its caller
 * @param bodySha256 lets a dispute be settled without keeping the body
 * @param subject the number of the order it was about, where the answer named one
 */
public record Interaction(
    Instant at,
    String incident,
    String name,
    String method,
    String path,
    @Nullable String party,
    @Nullable String keyId,
    String address,
    int status,
    @Nullable String code,
    long micros,
    String bodySha256,
    @Nullable String subject) {}
