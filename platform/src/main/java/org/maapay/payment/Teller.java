package org.maapay.payment;

import java.time.Instant;
import java.util.Optional;
import org.maapay.order.PaymentOrder;
import org.maapay.outbox.Fact;

/**
 * Tells of orders that this node has paid, as soon as that is committed and without reading it
 * again. What it promises to tell is in the outbox like everything else, only due later: there
 * others find what this node did not come to.
 */
public interface Teller {
  /** Leaves everything to whoever looks into the outbox. */
  Teller NOBODY =
      new Teller() {
        @Override
        public Optional<Instant> promise(PaymentOrder paid) {
          return Optional.empty();
        }

        @Override
        public void tell(PaymentOrder paid, Fact fact) {
          throw new AssertionError("nothing was promised");
        }
      };

  /** Until when nobody else is to tell that the order is paid; empty if anybody may at once. */
  Optional<Instant> promise(PaymentOrder paid);

  /** The order is paid: {@code fact}, which is due when it was promised, is committed. */
  void tell(PaymentOrder paid, Fact fact);
}
