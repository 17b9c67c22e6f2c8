package org.maapay.edge.merchant;

import java.util.Optional;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.ProblemCode;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.MobileNumber;
import org.maapay.risk.PaymentRequests;
import org.maapay.user.Persons;

/** Whether a merchant may ask a payer for money once more, as the merchant is told. */
public final class RequestLimits {
  private final PaymentRequests requests;
  private final Persons persons;

  public RequestLimits(PaymentRequests requests, Persons persons) {
    this.requests = requests;
    this.persons = persons;
  }

  /** Why not; empty if it may. */
  Optional<Problem> objection(MerchantId merchant, MobileNumber payer) {
    return switch (requests.judge(merchant, persons.index(payer))) {
      case ALLOWED -> Optional.empty();
      case REFUSED_BY_PAYER ->
          Optional.of(
              Problem.of(
                  ProblemCode.PAYER_REFUSES,
                  "The payer takes no payment requests of this merchant until he says otherwise."));
      case TOO_MANY ->
          Optional.of(
              Problem.of(
                  ProblemCode.PAYER_REQUEST_LIMIT,
                  "This payer got as many requests of the merchant as the rules allow for now."));
    };
  }

  /** Counts a request that was stored. */
  void sent(MerchantId merchant, MobileNumber payer) {
    requests.sent(merchant, persons.index(payer));
  }
}
