package org.maapay.edge.http;

import java.time.InstantSource;
import org.maapay.keys.signing.PartyKeys;
import org.maapay.keys.signing.PlatformKeys;

/**
 * With what an interface checks its callers and signs its answers.
 *
 * @param clock the wall clock, by which signatures are fresh or stale; the business clock of a
 *     sandbox may be elsewhere
 * @param admission shared by all interfaces of a node
 */
public record Trust(
    PartyKeys parties,
    PlatformKeys platform,
    Nonces nonces,
    Admission admission,
    InstantSource clock) {}
