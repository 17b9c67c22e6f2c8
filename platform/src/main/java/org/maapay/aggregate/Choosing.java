package org.maapay.aggregate;

import org.maapay.institution.Prepared.Ready;
import org.maapay.institution.Way;
import org.maapay.order.PaymentOrder;
import org.maapay.order.Transition;

/** How choosing an institution ended. */
public sealed interface Choosing {
  /** The built-in institution is to reach the payer, in that way. */
  record BuiltIn(PaymentOrder order, Way way) implements Choosing {}

  /** An institution outside is to reach the payer, in that way. */
  record Outside(PaymentOrder order, Way way, Ready ready) implements Choosing {}

  /** It is paid there already. */
  record PaidThere(PaymentOrder order) implements Choosing {}

  /** This payer cannot use such an institution in that way, or it takes no such order. */
  record NotOffered() implements Choosing {}

  /** The order is paid or closed, or is being paid elsewhere, which could not be ended. */
  record Refused(Transition.Reason reason) implements Choosing {}

  /** The institution did not answer: the same choice once more asks it again. */
  record Unavailable() implements Choosing {}
}
