package org.maapay.edge.cashier;

import java.time.Instant;
import java.util.Optional;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.order.PaymentOrder;

/**
 * One opening of the cashier page or of the SDK. Who holds it proved possession of the reference or
 * token that was sent to the payer's number.
 *
 * @param id names the session
 * @param terms what the page showed when it was opened: they never change
 * @param payer the user with that number; empty if nobody has opened an account with it
 * @param device the SDK's device, which proves itself with every call; absent for a page
 */
record PageSession(
    String id,
    PayOrderNo order,
    Terms terms,
    Optional<UserId> payer,
    Instant expiresAt,
    Optional<SdkDevice> device) {

  /**
   * What is to be paid, to whom, and until when.
   *
   * @param payee the merchant's name as the payer sees it
   */
  record Terms(String payee, Money amount, Instant payableUntil) {
    static Terms of(PaymentOrder order) {
      return new Terms(order.wish().merchantName(), order.wish().amount(), order.expiresAt());
    }
  }

  /**
   * Where an SDK runs.
   *
   * @param id the name it gave itself there
   * @param proofKey the key that it made for this session, base64url of SubjectPublicKeyInfo
   */
  record SdkDevice(String id, String proofKey) {}
}
