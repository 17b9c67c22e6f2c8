package org.maapay.institution;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maapay.kernel.Money;

/**
 * PORT to an institution that reaches the payer itself, on the page, in the SDK or by the chatbot
 * of its own (5.1.4). Every call carries a number of ours that makes repeating it harmless, none
 * may be made inside a database transaction, and none throws for what the world does.
 */
public interface OutsideInstitution {
  /** Whether it was agreed to take orders of {@code amount}. */
  boolean takes(Money amount);

  /** Whether it answered when it was asked last; one that did not is offered to nobody new. */
  boolean isUp();

  /** Hands over an order, or asks again for the way to pay it. */
  Prepared prepare(OutsideOrder order);

  /** Asks where {@code order} stands; one that was never prepared there is {@code Closed}. */
  Standing query(OutsideOrder order);

  /** Ends {@code order} there, so that it can never be paid; where it stands after that. */
  Standing close(OutsideOrder order);

  /** Gives {@code refund} back to whoever paid; again with the same number is the same refund. */
  Returned giveBack(OutsideRefund refund);

  /** Reads what the institution reports of its own accord; empty if it cannot be believed. */
  Optional<Report> read(Call call);

  /** Money of {@code order} to be given back under a number of ours. */
  record OutsideRefund(String number, OutsideOrder order, Money amount) {}

  /**
   * What an institution reports of one of our orders.
   *
   * @param number ours, as {@link OutsideOrder#number}
   */
  record Report(String number, Money amount, Standing standing) {}

  /** A call as it was received. */
  interface Call {
    String method();

    /** The raw path and query. */
    String target();

    Map<String, List<String>> headers();

    byte[] body();
  }
}
