package org.maapay.payment;

import org.maapay.institution.Institution.Charge;
import org.maapay.institution.Leg;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.UserId;
import org.maapay.order.AttemptNo;
import org.maapay.order.OrderState.Paying;
import org.maapay.order.PaymentOrder;

/**
 * One attempt to pay one order; order and number name it for ever.
 *
 * @param order as it was when this was decided
 * @param payee the merchant's account
 */
record PaymentAttempt(
    PaymentOrder order, AttemptNo no, UserId payer, String method, AccountId payee) {

  /** The movement an institution is asked for; the same attempt always asks for the same. */
  Charge charge() {
    var number = order.payOrderNo().value();
    var leg = new Leg(payee, order.wish().amount(), number);
    return new Charge(number + "-" + no.value(), payer, method, leg, order.wish().merchantName());
  }

  /** The same attempt, with its order as it is now. */
  PaymentAttempt of(PaymentOrder now) {
    return new PaymentAttempt(now, no, payer, method, payee);
  }

  /** The same attempt after it began. */
  PaymentAttempt running() {
    return of(order.moved(new Paying(no), payer, method));
  }
}
