package org.maapay.mandate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Numbering;
import org.maapay.kernel.UserId;
import org.maapay.mandate.Asking.Asked;
import org.maapay.mandate.Asking.Conflicting;
import org.maapay.mandate.Asking.Existing;
import org.maapay.mandate.Asking.Replayed;
import org.maapay.mandate.MandateChange.Moved;
import org.maapay.mandate.MandateChange.Refused;
import org.maapay.mandate.MandateChange.Repeated;
import org.maapay.mandate.MandateEvent.Expire;
import org.maapay.mandate.MandateEvent.Revoke;
import org.maapay.mandate.MandateEvent.Sign;
import org.maapay.mandate.MandateState.Active;
import org.maapay.mandate.MandateState.Expired;
import org.maapay.mandate.MandateState.Party;
import org.maapay.mandate.MandateState.Pending;
import org.maapay.mandate.MandateState.Revoked;
import org.maapay.outbox.Fact;
import org.maapay.outbox.Outbox;
import org.maapay.posting.Decision;
import org.maapay.posting.Lanes;
import org.maapay.user.Persons;

/**
 * Asks for, signs and ends mandates. The mandate lives in the merchant's bucket, what may be spent
 * in the payer's: whoever signs or ends has both changed, one after the other, and only then the
 * fact is stored by which the merchant is told. What a process left between the two is found by
 * {@link #unsettled} and finished by {@link #settle}.
 */
public final class Mandates {
  private final MandateRows rows;
  private final Allowances allowances;
  private final Persons persons;
  private final Outbox outbox;
  private final Lanes lanes;
  private final InstantSource clock;
  private final Numbering numbering;

  public Mandates(
      Persons persons,
      Allowances allowances,
      Outbox outbox,
      Lanes lanes,
      InstantSource clock,
      RandomGenerator random) {
    this.lanes = lanes;
    this.clock = clock;
    this.rows = new MandateRows(persons);
    this.allowances = allowances;
    this.persons = persons;
    this.outbox = outbox;
    this.numbering = new Numbering(random);
  }

  /**
   * Stores the wish, or finds the one that was stored with this number before; joins the caller's
   * transaction.
   */
  public Asking ask(Connection tx, AskMandate wish, Instant now) throws SQLException {
    var content = MandateContent.of(wish);
    var earlier = earlier(tx, wish, content);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    expireOverdue(tx, wish, now);
    var at = now.truncatedTo(ChronoUnit.MILLIS);
    var no = MandateNo.next(wish.merchant().bucket(), at, numbering);
    var until = at.plus(wish.signableFor());
    var mandate = new Mandate(no, wish, at, until, new Pending(), null, null, null, 0, true);
    persons.remember(wish.mobile());
    if (rows.insert(tx, mandate, content)) {
      return new Asked(mandate);
    }
    // Somebody was faster: with the same number, or with another mandate for the same payer.
    return earlier(tx, wish, content).orElseGet(Existing::new);
  }

  private Optional<Asking> earlier(Connection tx, AskMandate wish, byte[] content)
      throws SQLException {
    var number = wish.merchantMandateNo();
    var stored = rows.content(tx, wish.merchant(), number);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    return Arrays.equals(stored.get(), content)
        ? rows.find(tx, wish.merchant(), number).map(Replayed::new)
        : Optional.of(new Conflicting());
  }

  /** An open wish whose time is over stands in nobody's way. */
  private void expireOverdue(Connection tx, AskMandate wish, Instant now) throws SQLException {
    var open = rows.newest(tx, wish.merchant(), persons.index(wish.mobile()));
    if (open.isPresent() && open.get().isDue(now)) {
      change(tx, open.get().no(), new Expire(now));
    }
  }

  /**
   * The user signed, which the caller has checked: from now on the merchant may debit within the
   * limits. Not after the time to sign is over.
   */
  public Changing sign(MandateNo no, UserId user, String method) {
    return settled(no, tx -> sign(tx, no, new Sign(user, method, clock.instant())));
  }

  private Changing sign(Connection tx, MandateNo no, Sign event) throws SQLException {
    var found = rows.lock(tx, no);
    if (found.isPresent() && found.get().isDue(event.at())) {
      change(tx, no, new Expire(event.at()));
    }
    return change(tx, no, event);
  }

  /** Ends a mandate, signed or not; one that has ended already stays as it is. */
  public Changing revoke(MandateNo no, Party by) {
    return settled(no, tx -> change(tx, no, new Revoke(by, clock.instant())));
  }

  /**
   * Ends a mandate that {@code user} has signed, wherever he asks for it: on a page, in a chat. One
   * of somebody else is missing to him.
   */
  public Changing revokeOf(UserId user, MandateNo no) {
    return settled(
        no,
        tx -> {
          var own = rows.find(tx, no).filter(mandate -> user.equals(mandate.signer()));
          return own.isPresent()
              ? change(tx, no, new Revoke(Party.USER, clock.instant()))
              : new Changing.Missing();
        });
  }

  /** Ends a mandate that nobody signed in time. */
  public Changing expire(MandateNo no) {
    return settled(no, tx -> change(tx, no, new Expire(clock.instant())));
  }

  /** Numbers of mandates that were signed or ended while the payer's side has not followed. */
  public List<MandateNo> unsettled(Connection tx, int most) throws SQLException {
    return rows.unsettled(tx, most);
  }

  /** Has the payer's side follow, and tells; again has no second effect. */
  public void settle(MandateNo no) {
    lanes.of(no.bucket()).submit(tx -> rows.find(tx, no)).ifPresent(this::settle);
  }

  private Changing settled(MandateNo no, Decision<Changing> decision) {
    var changing = lanes.of(no.bucket()).submit(decision);
    return changing instanceof Changing.Done(var mandate)
        ? new Changing.Done(settle(mandate))
        : changing;
  }

  private Mandate settle(Mandate mandate) {
    var signer = mandate.signer();
    if (mandate.settled() || signer == null) {
      return mandate;
    }
    var follows = lanes.of(signer.bucket()).submit(tx -> allowances.follow(tx, mandate));
    return follows ? lanes.of(mandate.no().bucket()).submit(tx -> told(tx, mandate)) : mandate;
  }

  private Mandate told(Connection tx, Mandate mandate) throws SQLException {
    if (rows.settle(tx, mandate)) {
      outbox.add(tx, fact(mandate));
    }
    return rows.find(tx, mandate.no()).orElseThrow();
  }

  private Changing change(Connection tx, MandateNo no, MandateEvent event) throws SQLException {
    var found = rows.lock(tx, no);
    if (found.isEmpty()) {
      return new Changing.Missing();
    }
    var mandate = found.get();
    return switch (mandate.state().on(event)) {
      case Moved(var to) -> moved(tx, mandate, to);
      case Repeated _ -> new Changing.Done(mandate);
      case Refused(var reason) -> new Changing.Refused(reason);
    };
  }

  private Changing moved(Connection tx, Mandate mandate, MandateState to) throws SQLException {
    if (!rows.move(tx, mandate, to)) {
      throw new IllegalStateException("a locked mandate is changed by nobody else");
    }
    var moved = rows.find(tx, mandate.no()).orElseThrow();
    if (moved.settled()) {
      outbox.add(tx, fact(moved));
    }
    return new Changing.Done(moved);
  }

  private static Fact fact(Mandate mandate) {
    var subject = mandate.no().asSubject();
    int ordinal = mandate.version();
    return switch (mandate.state()) {
      case Pending _ -> throw new AssertionError("nothing becomes pending again");
      case Active(_, _, var at) -> new Fact(subject, ordinal, Fact.Kind.MANDATE_SIGNED, null, at);
      case Revoked(_, var at) -> new Fact(subject, ordinal, Fact.Kind.MANDATE_REVOKED, null, at);
      case Expired(var at) -> new Fact(subject, ordinal, Fact.Kind.MANDATE_EXPIRED, null, at);
    };
  }

  /** The mandate as it stands, without waiting for anybody. */
  public Optional<Mandate> find(Connection tx, MandateNo no) throws SQLException {
    return rows.find(tx, no);
  }

  /** The merchant's mandate with its own number. */
  public Optional<Mandate> find(Connection tx, MerchantId merchant, String merchantMandateNo)
      throws SQLException {
    return rows.find(tx, merchant, merchantMandateNo);
  }

  /** The merchant's mandate of that payer: the open one, else the last. */
  public Optional<Mandate> find(Connection tx, MerchantId merchant, MobileNumber mobile)
      throws SQLException {
    return rows.newest(tx, merchant, persons.index(mobile));
  }

  /** Numbers of mandates that nobody signed in time. */
  public List<MandateNo> due(Connection tx, Instant now, int most) throws SQLException {
    return rows.due(tx, now, most);
  }
}
