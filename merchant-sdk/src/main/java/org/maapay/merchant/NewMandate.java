package org.maapay.merchant;

import java.net.URI;
import java.time.Duration;

/**
 * A mandate to be asked for. Asking for an equal one again is harmless: it answers the first.
 *
 * @param merchantMandateNo the merchant's own number: 1 to 32 of letters, digits, _ and -
 * @param merchantName a name registered for the merchant; the payer sees it
 * @param notifyUrl where changes are notified
 * @param signableFor how long the payer can sign: whole minutes, a day at most
 */
public record NewMandate(
    String merchantMandateNo,
    String merchantName,
    String mobileNo,
    Amount limitPerPayment,
    Amount limitPerDay,
    URI notifyUrl,
    Duration signableFor) {

  @Override
  public String toString() {
    return "NewMandate[%s, %s, %s/%s]"
        .formatted(merchantMandateNo, Masked.mobile(mobileNo), limitPerPayment, limitPerDay);
  }
}
