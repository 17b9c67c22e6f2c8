package org.maapay.edge.cashier;

import java.time.Instant;
import java.util.Optional;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;

/**
 * One opening of the cashier page or of the SDK. Who holds it proved possession of the reference or
 * token that was sent to the payer's number.
 *
 * @param id names the session
 * @param payer the user with that number; empty if nobody has opened an account with it
 * @param device the SDK's device, which proves itself with every call; absent for a page
 */
record PageSession(
    String id,
    PayOrderNo order,
    Optional<UserId> payer,
    Instant expiresAt,
    Optional<SdkDevice> device) {

  /**
   * Where an SDK runs.
   *
   * @param id the name it gave itself there
   * @param proofKey the key that it made for this session, base64url of SubjectPublicKeyInfo
   */
  record SdkDevice(String id, String proofKey) {}
}
