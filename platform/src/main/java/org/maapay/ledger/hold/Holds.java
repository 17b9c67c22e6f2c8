package org.maapay.ledger.hold;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.maapay.database.Database;
import org.maapay.database.Database.Work;
import org.maapay.database.DatabaseException;
import org.maapay.posting.Lanes;

/**
 * Sets money of an account aside, takes it in parts, gives it free. What is held is neither spent
 * nor held again: balance minus held never falls below zero. Each call is a short transaction of
 * its own and not a lane's decision: many decisions share one, and would keep the account that
 * receives from the payments that wait for it. After a failure that leaves open what happened, ask
 * again with the same number.
 */
public final class Holds {
  private static final int MOST_TRIES = 8;

  private final Database database;
  private final HoldBook book;
  private final InstantSource clock;

  public Holds(Database database, Lanes lanes, InstantSource clock) {
    this.database = database;
    this.book = new HoldBook(lanes);
    this.clock = clock;
  }

  /** The hold {@code id}, if it was ever placed. */
  public Optional<Hold> find(HoldId id) {
    return database.read(tx -> book.find(tx, id));
  }

  /**
   * Sets money aside.
   *
   * @throws IllegalStateException if the account was never opened
   */
  public Placing place(PlaceHold wish) {
    return write(tx -> book.place(tx, wish, clock.instant()));
  }

  /**
   * Takes a part for another account: an ordinary transfer. Where the two share a lane both legs
   * are posted at once; where they do not, the second one goes through transit, as a payment's
   * does.
   */
  public PartPosting post(PostHold part) {
    return write(tx -> book.post(tx, part, clock.instant()));
  }

  /** Gives free what is left. */
  public Voiding voidRest(VoidHold wish) {
    return write(tx -> book.voidRest(tx, wish, clock.instant()));
  }

  /** Gives free what is left of a hold that is past its end; see {@link HoldExpiry}. */
  public Expiring expire(HoldId id) {
    return write(tx -> book.expire(tx, id, clock.instant()));
  }

  /** Up to {@code most} that are past their end in lane {@code lane}, the longest first. */
  List<HoldId> due(int lane, Instant now, int most) {
    return database.read(tx -> book.due(tx, lane, now, most));
  }

  /** Whoever lost a race sees next time who won it. */
  private <T> T write(Work<T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return database.write(work);
      } catch (DatabaseException e) {
        if (!e.isTransient() || tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }
}
