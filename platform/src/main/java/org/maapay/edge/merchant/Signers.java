package org.maapay.edge.merchant;

import org.maapay.edge.http.Call;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.ProblemCode;
import org.maapay.kernel.MerchantId;

/** Whether a call speaks for the merchant whose key signed it. */
final class Signers {
  static final Problem MISMATCH =
      Problem.of(
          ProblemCode.MERCHANT_MISMATCH, "merchantId must be the merchant whose key signed.");

  private Signers() {}

  static boolean isSigner(Call call, MerchantId merchant) {
    return call.party().party().equals(merchant.value());
  }
}
