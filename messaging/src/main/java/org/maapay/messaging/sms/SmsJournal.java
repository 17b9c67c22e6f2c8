package org.maapay.messaging.sms;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.PhoneNumber;

/**
 * What left for the centre, written down before it leaves: SMPP knows no id of the sender's, so
 * nothing else keeps a message from going twice. In a cluster all nodes share one journal, since a
 * receipt may come to any of them.
 */
public interface SmsJournal {
  /** Notes that a part leaves now, unless it did before; says how it stood. */
  Before leave(Part part);

  /** The centre has it, under its own id. */
  void taken(Part part, String centreId);

  /** The centre did not take it: it may leave again. */
  void stayed(Part part);

  /** Notes a receipt. */
  Settled settle(Receipt receipt);

  /** The text that left for a user last, as far back as is remembered. */
  Optional<String> last(PhoneNumber user);

  /**
   * A short message of a text.
   *
   * @param reference goes along, and comes back with receipts of centres that keep it
   */
  record Part(String messageId, int no, int of, PhoneNumber to, int reference) {}

  /** How a part stood before it was to leave. */
  enum Before {
    FREE,
    TAKEN,
    /** It left, and no answer came: it may be with the centre. */
    IN_DOUBT
  }

  /**
   * What the centre tells of a part.
   *
   * @param centreIds the centre's id as it was sent, then other ways to write the same
   */
  record Receipt(
      PhoneNumber user, List<String> centreIds, @Nullable Integer reference, DeliveryState state) {
    public Receipt {
      centreIds = List.copyOf(centreIds);
    }
  }

  /** What a receipt says of the whole text. */
  sealed interface Settled {
    /** The text arrived, or won't. */
    record Whole(String messageId, DeliveryState state) implements Settled {}

    /** It changes nothing, or is about nothing of ours. */
    record Nothing() implements Settled {}

    /** It may be about a part whose answer is not here yet: it should come again. */
    record NotYet() implements Settled {}
  }
}
