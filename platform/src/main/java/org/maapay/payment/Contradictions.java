package org.maapay.payment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maapay.database.Database;
import org.maapay.institution.DeclineReason;
import org.maapay.institution.Institution;
import org.maapay.institution.Institution.Charge;
import org.maapay.institution.InstitutionReply;
import org.maapay.institution.InstitutionReply.Booked;
import org.maapay.institution.InstitutionReply.Declined;
import org.maapay.institution.InstitutionReply.Unknown;
import org.maapay.institution.Leg;
import org.maapay.kernel.AccountId;
import org.maapay.ledger.BucketAccount;
import org.maapay.ledger.Ledger;
import org.maapay.ledger.Movement;
import org.maapay.ledger.Posting.Insufficient;
import org.maapay.ledger.Posting.Posted;
import org.maapay.ledger.Posting.Repeated;
import org.maapay.ledger.Transfer.Purpose;
import org.maapay.order.OrderState.Paid;
import org.maapay.payment.ContradictionRows.Case;
import org.maapay.payment.ContradictionRows.Kind;
import org.maapay.payment.ContradictionRows.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an institution reports against the books. Money that comes for an attempt that was refused,
 * or for an order that is paid, is taken into the books and given back the way it came, by itself;
 * a refusal of what was booked before is left to a person. Every case is kept.
 */
public final class Contradictions {
  private static final Logger LOG = LoggerFactory.getLogger(Contradictions.class);
  private static final Duration LOST_AFTER = Duration.ofSeconds(30);
  private static final Duration ASK_AGAIN = Duration.ofMinutes(1);
  private static final int MOST = 100;

  private final Database database;
  private final Institution institution;
  private final Ledger ledger = new Ledger();
  private final ContradictionRows rows = new ContradictionRows();
  private final InstantSource clock;

  public Contradictions(Database database, Institution institution, InstantSource clock) {
    this.database = database;
    this.institution = institution;
    this.clock = clock;
  }

  /** The institution has money that the books have no use for: it goes back. */
  PaymentOutcome succeeded(PaymentAttempt attempt, Booked booked) {
    if (institution.settlesAtOnce(attempt.method())) { // Our own books moved nothing.
      return new PaymentOutcome.Declined(DeclineReason.LOST);
    }
    var kind = attempt.order().state() instanceof Paid ? Kind.SECOND_SUCCESS : Kind.LATE_SUCCESS;
    var noted = note(attempt, kind, booked.receipt(), State.RETURNING);
    LOG.warn("{} of {}: the money goes back", kind, attempt.charge().number());
    var in = booked.movements().getFirst();
    database.run(tx -> {
      if (rows.insert(tx, noted, clock.instant().plus(LOST_AFTER))) {
        post(tx, List.of(movement(noted, "late", in.from(), clearing(noted))), booked.at());
      }
    });
    giveBack(noted, institution.refund(refund(noted)));
    return new PaymentOutcome.Declined(DeclineReason.LOST);
  }

  /** The institution refuses what it had booked: a person must look. */
  PaymentOutcome declined(PaymentAttempt attempt) {
    if (institution.settlesAtOnce(attempt.method())) { // Our own resolver came too late.
      return new PaymentOutcome.Unknown(ASK_AGAIN);
    }
    LOG.error("an institution takes back its word: {}", attempt.charge().number());
    var noted = note(attempt, Kind.LATE_DECLINE, null, State.OPEN);
    database.run(tx -> rows.insert(tx, noted, null));
    return new PaymentOutcome.Unknown(ASK_AGAIN);
  }

  /** Asks about money on its way back; returns how many cases were due. */
  public int resolve() {
    var now = clock.instant();
    var due = database.write(tx -> rows.claimDue(tx, now, now.plus(ASK_AGAIN), MOST));
    for (var noted : due) {
      try {
        giveBack(noted, institution.settleRefund(refund(noted)));
      } catch (RuntimeException e) {
        LOG.error("{} is not given back yet", number(noted), e);
      }
    }
    return due.size();
  }

  private void giveBack(Case noted, InstitutionReply reply) {
    var now = clock.instant();
    switch (reply) {
      case Booked booked ->
          database.run(tx -> {
            if (rows.end(tx, noted, State.RETURNED, now)) {
              post(tx, booked.movements(), booked.at());
            }
          });
      case Declined(var reason) -> {
        LOG.error("{} is not taken back: {}", number(noted), reason);
        database.run(tx -> rows.end(tx, noted, State.OPEN, now));
      }
      case Unknown _ -> {}
    }
  }

  /**
   * The case and its money are stored together: where the money cannot move there is no case, and
   * the next report or question tries again.
   */
  private void post(Connection tx, List<Movement> movements, Instant at) throws SQLException {
    switch (ledger.post(tx, movements, at)) {
      case Posted _ -> {}
      case Repeated _, Insufficient _ ->
          throw new IllegalStateException("a case that begins or ends here moves its money now");
    }
  }

  private Case note(PaymentAttempt attempt, Kind kind, @Nullable String receipt, State state) {
    return new Case(
        attempt.order().payOrderNo(),
        attempt.no(),
        kind,
        attempt.payer(),
        attempt.method(),
        attempt.order().wish().amount(),
        receipt,
        state,
        clock.instant());
  }

  private static Charge refund(Case noted) {
    var leg = new Leg(clearing(noted), noted.amount(), noted.order().value());
    return new Charge(number(noted), noted.payer(), noted.method(), leg, "退回");
  }

  private static String number(Case noted) {
    return noted.order().value() + "-" + noted.no().value() + "-back";
  }

  private static AccountId clearing(Case noted) {
    return BucketAccount.REFUND_CLEARING.in(noted.payer().bucket());
  }

  private static Movement movement(Case noted, String step, AccountId from, AccountId to) {
    return new Movement(
        noted.order().value(),
        noted.no().value() + "-" + step,
        from,
        to,
        noted.amount(),
        Purpose.PAYMENT_RETURNED);
  }
}
