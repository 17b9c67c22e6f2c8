package org.maapay.edge.cashier;

import java.time.Instant;
import java.util.Optional;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.ProblemCode;
import org.maapay.order.OrderState;
import org.maapay.order.PaymentOrder;
import org.maapay.order.Transition.Reason;

/** Why an order cannot be paid at the page now (6.1.1-2). */
final class Refusals {
  private Refusals() {}

  static Optional<Problem> of(PaymentOrder order, Instant now) {
    return switch (order.state()) {
      case OrderState.Open _ ->
          order.isDue(now) ? Optional.of(of(Reason.ORDER_CLOSED)) : Optional.empty();
      case OrderState.Paying _ -> Optional.of(of(Reason.ATTEMPT_RUNNING));
      case OrderState.Paid _ -> Optional.of(of(Reason.ALREADY_PAID));
      case OrderState.Closed _ -> Optional.of(of(Reason.ORDER_CLOSED));
    };
  }

  static Problem of(Reason reason) {
    return switch (reason) {
      case ALREADY_PAID -> Problem.of(ProblemCode.ORDER_PAID, "Nothing was charged again.");
      case ORDER_CLOSED ->
          Problem.of(ProblemCode.ORDER_CLOSED, "Nothing was charged; order again to pay.");
      case ATTEMPT_RUNNING ->
          Problem.of(ProblemCode.PAYMENT_IN_PROGRESS, "Ask for the outcome of the payment.");
    };
  }
}
