package org.maapay.edge.cashier;

import java.time.Instant;
import java.util.Optional;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;

/**
 * One opening of the cashier page. Who holds it proved possession of the reference that was sent to
 * the payer's number.
 *
 * @param id names the session
 * @param payer the user with that number; empty if nobody has opened an account with it
 */
record PageSession(String id, PayOrderNo order, Optional<UserId> payer, Instant expiresAt) {}
