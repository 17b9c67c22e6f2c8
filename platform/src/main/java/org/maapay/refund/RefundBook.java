package org.maapay.refund;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.maapay.institution.DeclineReason;
import org.maapay.institution.Institution.Charge;
import org.maapay.institution.InstitutionReply.Booked;
import org.maapay.institution.Leg;
import org.maapay.kernel.AccountId;
import org.maapay.ledger.BucketAccount;
import org.maapay.ledger.Ledger;
import org.maapay.ledger.Movement;
import org.maapay.ledger.Transfer.Purpose;
import org.maapay.ledger.Transits;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.outbox.Fact;
import org.maapay.outbox.Outbox;
import org.maapay.posting.Entry;
import org.maapay.posting.Lanes;
import org.maapay.posting.Posted;
import org.maapay.refund.Refund.State;

/**
 * Writes refunds: order, refund, money and fact in one entry of the merchant's lane. Where the
 * payer has another lane, his leg follows through {@link Transits}.
 */
final class RefundBook {
  /** Longer than any institution's time-out: what is still on its way after it was lost. */
  private static final Duration LOST_AFTER = Duration.ofSeconds(30);

  private final Lanes lanes;
  private final InstantSource clock;

  RefundBook(Lanes lanes, InstantSource clock) {
    this.lanes = lanes;
    this.clock = clock;
  }

  /** The money goes from merchant to payer by our own books, and the refund has ended. */
  Posted givenAtOnce(RefundWish wish, Refund refund, PaymentOrder order, Movement movement) {
    var entry = Entry.builder();
    RefundRows.begun(entry, wish, refund, null);
    var given = order.refunds(order.refunded().plus(refund.amount()), order.refunding());
    end(entry, given, refund, movement, refund.createdAt());
    return post(entry, refund);
  }

  /** The money is taken from the merchant and waits for the institution. */
  Posted taken(RefundWish wish, Refund refund, PaymentOrder order, AccountId merchant) {
    var entry = Entry.builder();
    RefundRows.begun(entry, wish, refund, refund.createdAt().plus(LOST_AFTER));
    PaymentOrders.move(
        entry, order.refunds(order.refunded(), order.refunding().plus(refund.amount())));
    var movement = movement(refund, "-taken", merchant, clearing(refund), Purpose.REFUND);
    Ledger.add(entry, movement, refund.createdAt());
    return post(entry, refund);
  }

  /** The institution gave the money back. */
  Posted succeeded(Refund refund, PaymentOrder order, Booked booked) {
    var entry = Entry.builder();
    RefundRows.ended(entry, refund.as(State.SUCCESS), null, booked.at());
    var done =
        order.refunds(
            order.refunded().plus(refund.amount()), order.refunding().minus(refund.amount()));
    end(entry, done, refund.as(State.SUCCESS), booked.movements().getFirst(), booked.at());
    return post(entry, refund);
  }

  /** The institution gives nothing back: the merchant has its money again. */
  Posted failed(Refund refund, PaymentOrder order, AccountId merchant, DeclineReason reason) {
    var now = clock.instant();
    var entry = Entry.builder();
    RefundRows.ended(entry, refund.as(State.FAILED), reason.name(), now);
    var back = movement(refund, "-returned", clearing(refund), merchant, Purpose.REFUND_RETURNED);
    var open = order.refunds(order.refunded(), order.refunding().minus(refund.amount()));
    end(entry, open, refund.as(State.FAILED), back, now);
    return post(entry, refund);
  }

  /** What the institution is asked for; the same refund always asks for the same. */
  static Charge charge(Refund refund, AccountId from, String merchantName) {
    return new Charge(
        refund.no().value(),
        refund.payer(),
        refund.method(),
        new Leg(from, refund.amount(), refund.order().value()),
        merchantName);
  }

  /** Where money lies that was taken for a refund. */
  static AccountId clearing(Refund refund) {
    return BucketAccount.REFUND_CLEARING.in(refund.no().bucket());
  }

  private void end(
      Entry.Builder entry, PaymentOrder order, Refund refund, Movement movement, Instant at) {
    PaymentOrders.move(entry, order);
    if (lanes.together(movement.from().bucket(), movement.to().bucket())) {
      Ledger.add(entry, movement, at);
    } else {
      Transits.add(entry, movement, 0, at);
    }
    var kind =
        refund.state() == State.SUCCESS ? Fact.Kind.REFUND_SUCCEEDED : Fact.Kind.REFUND_FAILED;
    var no = refund.no().value();
    Outbox.add(entry, new Fact(order.payOrderNo(), order.version(), kind, no, clock.instant()));
  }

  private Posted post(Entry.Builder entry, Refund refund) {
    return lanes.of(refund.no().bucket()).post(entry.build());
  }

  private static Movement movement(
      Refund refund, String step, AccountId from, AccountId to, Purpose purpose) {
    return new Movement(
        refund.order().value(), refund.no().value() + step, from, to, refund.amount(), purpose);
  }
}
