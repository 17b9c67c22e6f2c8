package org.maapay.payment;

import java.time.InstantSource;
import org.maapay.authorization.Granted;
import org.maapay.institution.Institution;
import org.maapay.institution.InstitutionReply.Booked;
import org.maapay.merchant.Merchants;
import org.maapay.order.AttemptNo;
import org.maapay.order.OrderState.Paid;
import org.maapay.order.Orders;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.order.Placement;
import org.maapay.posting.Entry;
import org.maapay.posting.Lanes;
import org.maapay.user.Persons;

/**
 * Places orders that are paid at once, from a balance, without the payer (6.1.2): order, attempt,
 * both legs of the money and the fact in one commit.
 */
public final class DirectDebits {
  private static final AttemptNo FIRST = AttemptNo.NONE.next();

  private final Lanes lanes;
  private final Orders orders;
  private final PaymentOrders stored;
  private final Persons persons;
  private final Merchants merchants;
  private final Institution institution;
  private final InstantSource clock;
  private volatile Teller teller = Teller.NOBODY;

  public DirectDebits(
      Lanes lanes,
      Orders orders,
      PaymentOrders stored,
      Persons persons,
      Merchants merchants,
      Institution institution,
      InstantSource clock) {
    this.lanes = lanes;
    this.orders = orders;
    this.stored = stored;
    this.persons = persons;
    this.merchants = merchants;
    this.institution = institution;
    this.clock = clock;
  }

  /** Has {@code one} tell of what is debited from now on. */
  public void tellBy(Teller one) {
    teller = one;
  }

  /** How a direct debit ended, in order of precedence. */
  public sealed interface Debited {
    /** The merchant's number was used before: for the same, which is answered, or for another. */
    record Earlier(Placement placement) implements Debited {}

    /** The payer's balance does not cover it; nothing was stored, the number is free. */
    record NotCovered() implements Debited {}

    /** Stored and paid. */
    record Done(PaymentOrder order) implements Debited {}

    /** Payer and merchant share no lane, or the method is no balance: place first, then pay. */
    record NotAtOnce() implements Debited {}
  }

  /**
   * Stores {@code draft} as paid by {@code leave} with {@code method}. Doing it again with the same
   * draft has no second effect.
   *
   * @param draft an order that was not stored, see {@link Orders#draft}
   */
  public Debited debit(PaymentOrder draft, String method, Granted leave) {
    if (!leave.purpose().equals(draft.payOrderNo().value())
        || !leave.amount().equals(draft.wish().amount())) {
      throw new IllegalArgumentException("leave was given for something else");
    }
    var payee = merchants.find(draft.wish().merchant()).orElseThrow().account();
    var asked = new PaymentAttempt(draft, FIRST, leave.payer(), method, payee);
    return lanes.together(leave.payer().bucket(), draft.payOrderNo().bucket())
            && institution.settlesAtOnce(method)
            && institution.charge(asked.charge()) instanceof Booked booked
        ? post(asked, booked)
        : new Debited.NotAtOnce();
  }

  private Debited post(PaymentAttempt asked, Booked booked) {
    var paid = asked.order().moved(new Paid(FIRST, booked.at()), asked.payer(), asked.method());
    var promise = teller.promise(paid);
    var fact = OutcomeBook.paidFact(paid, promise.orElseGet(clock::instant));
    var entry = Entry.builder();
    OutcomeBook.addPlaced(entry, stored, asked.of(paid), booked, fact);
    var debited = post(paid, entry.build());
    if (promise.isPresent() && debited instanceof Debited.Done) {
      teller.tell(paid, fact);
    }
    return debited;
  }

  private Debited post(PaymentOrder paid, Entry entry) {
    return switch (lanes.of(paid.payOrderNo().bucket()).post(entry).verdict()) {
      case POSTED, REPEATED -> new Debited.Done(paid); // Repeated: its commit was not answered.
      case INSUFFICIENT -> new Debited.NotCovered();
      case NUMBER_TAKEN -> earlier(orders.earlier(paid));
      case PERSON_UNKNOWN -> {
        persons.remember(paid.wish().mobile());
        yield post(paid, entry);
      }
      // As unlikely as two nodes that draw the same ten digits in one millisecond.
      case STALE -> throw new IllegalStateException("another order has the number drawn for this");
    };
  }

  /** A number that this very order holds: its commit was not answered, and it is paid. */
  private static Debited earlier(Placement placement) {
    return placement instanceof Placement.Placed(var order)
        ? new Debited.Done(order)
        : new Debited.Earlier(placement);
  }
}
