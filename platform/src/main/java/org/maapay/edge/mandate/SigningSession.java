package org.maapay.edge.mandate;

import java.time.Instant;
import java.util.Optional;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.UserId;

/**
 * One opening of the page. Who holds it proved possession of the reference that was sent to the
 * user's number; the merchant who sent it may hold it too, so that it shows this one mandate alone.
 *
 * @param id names the session
 * @param user who has that number; empty if nobody has opened an account with it
 * @param proved whether the payment password was typed in it: then it shows all his mandates
 */
record SigningSession(
    String id, MandateNo mandate, Optional<UserId> user, boolean proved, Instant expiresAt) {}
