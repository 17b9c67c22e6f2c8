package org.maapay.ledger.hold;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.maapay.kernel.AccountId;
import org.maapay.ledger.BucketAccount;
import org.maapay.ledger.Ledger;
import org.maapay.ledger.Movement;
import org.maapay.ledger.Transfer.Purpose;
import org.maapay.ledger.Transits;
import org.maapay.ledger.hold.Hold.State;
import org.maapay.ledger.hold.HoldRows.Kind;
import org.maapay.ledger.hold.HoldRows.Taken;
import org.maapay.ledger.hold.Placing.Conflicting;
import org.maapay.ledger.hold.Placing.Insufficient;
import org.maapay.ledger.hold.Placing.Placed;
import org.maapay.ledger.hold.Placing.Repeated;
import org.maapay.ledger.hold.Placing.TooLate;
import org.maapay.posting.Entry;
import org.maapay.posting.Lanes;
import org.maapay.posting.PostBatch;
import org.maapay.posting.Verdict;

/**
 * What {@link Holds} does, in the caller's transaction; one that refuses has written nothing. Rows
 * are locked in one order, like those of the posting function: the hold, the account it is of, the
 * account that receives. A transaction that did this twice would break the order.
 */
final class HoldBook {
  private final HoldRows rows = new HoldRows();
  private final Ledger ledger = new Ledger();
  private final Lanes lanes;

  HoldBook(Lanes lanes) {
    this.lanes = lanes;
  }

  /** The hold {@code id}, if it was ever placed. */
  Optional<Hold> find(Connection tx, HoldId id) throws SQLException {
    return rows.find(tx, id);
  }

  /**
   * Sets money aside.
   *
   * @throws IllegalStateException if the account was never opened
   */
  Placing place(Connection tx, PlaceHold wish, Instant now) throws SQLException {
    refuseUnlimited(wish.account());
    boolean isLate = wish.expiresAt() != null && !wish.expiresAt().isAfter(now);
    if (!isLate && rows.place(tx, wish, now)) {
      return new Placed(rows.find(tx, wish.id()).orElseThrow());
    }
    var earlier = rows.find(tx, wish.id());
    if (earlier.isPresent()) {
      return wish.isSameAs(earlier.get()) ? new Repeated(earlier.get()) : new Conflicting();
    }
    var _ = ledger.free(tx, wish.account()); // An account nobody opened is no empty purse.
    return isLate ? new TooLate() : new Insufficient();
  }

  /**
   * Takes a part for another account: an ordinary transfer. Where the two share a lane both legs
   * are posted here; where they do not, the second one goes through transit, as a payment's does.
   */
  PartPosting post(Connection tx, PostHold part, Instant now) throws SQLException {
    var taken = rows.take(tx, part, now);
    if (taken.isPresent()) {
      move(tx, part, taken.get(), now);
      return new PartPosting.Posted(taken.get().left());
    }
    var step = rows.step(tx, part.hold(), part.client());
    if (step.isPresent()) {
      boolean same = step.get().amount().equals(part.amount()) && part.to().equals(step.get().to());
      return same ? new PartPosting.Repeated() : new PartPosting.Conflicting();
    }
    var hold = rows.find(tx, part.hold());
    if (hold.isEmpty()) {
      return new PartPosting.Missing();
    }
    var state = hold.get().at(now);
    return state == State.PENDING
        ? new PartPosting.TooMuch(hold.get().left())
        : new PartPosting.Ended(state);
  }

  /** Gives free what is left. */
  Voiding voidRest(Connection tx, VoidHold wish, Instant now) throws SQLException {
    var freed = rows.voidRest(tx, wish, now);
    if (freed.isPresent()) {
      return new Voiding.Voided(freed.get());
    }
    var step = rows.step(tx, wish.hold(), wish.client());
    if (step.isPresent()) {
      return step.get().kind() == Kind.VOID ? new Voiding.Repeated() : new Voiding.Conflicting();
    }
    var hold = rows.find(tx, wish.hold());
    return hold.isPresent() ? new Voiding.Ended(over(hold.get(), now)) : new Voiding.Missing();
  }

  /** Frees what is left of a hold that is past its end; see {@link Holds#expire}. */
  Expiring expire(Connection tx, HoldId id, Instant now) throws SQLException {
    var freed = rows.expire(tx, id, now);
    if (freed.isPresent()) {
      return new Expiring.Expired(freed.get());
    }
    var found = rows.find(tx, id);
    if (found.isEmpty()) {
      return new Expiring.Missing();
    }
    var hold = found.get();
    return switch (hold.state()) {
      case EXPIRED -> new Expiring.Repeated();
      case POSTED, VOIDED -> new Expiring.Ended(hold.state());
      case PENDING ->
          hold.expiresAt() == null ? new Expiring.Endless() : new Expiring.NotYet(hold.expiresAt());
    };
  }

  /** Up to {@code most} that are past their end in lane {@code lane}, the longest first. */
  List<HoldId> due(Connection tx, int lane, Instant now, int most) throws SQLException {
    return rows.due(tx, lane, lanes.count(), now, most);
  }

  private void move(Connection tx, PostHold part, Taken taken, Instant now) throws SQLException {
    var step = "hold/" + part.hold().value() + '/' + part.client();
    var movement =
        new Movement(
            taken.subject(), step, taken.account(), part.to(), part.amount(), Purpose.HOLD_POSTED);
    rows.note(tx, part, movement.debitLeg().id().value(), now);
    var entry = Entry.builder();
    if (lanes.together(taken.account().bucket(), part.to().bucket())) {
      Ledger.add(entry, movement, now);
    } else {
      Transits.add(entry, movement, 0, now);
    }
    var verdict = PostBatch.post(tx, List.of(entry.build())).getFirst();
    if (verdict != Verdict.POSTED) {
      throw new IllegalStateException("what was held can be taken once, but it is " + verdict);
    }
  }

  private static State over(Hold hold, Instant now) {
    var state = hold.at(now);
    if (state == State.PENDING) {
      throw new IllegalStateException("a hold that is not over can be voided");
    }
    return state;
  }

  private static void refuseUnlimited(AccountId account) {
    if (BucketAccount.isUnlimited(account)) {
      throw new IllegalArgumentException("only what somebody owns can be held");
    }
  }
}
