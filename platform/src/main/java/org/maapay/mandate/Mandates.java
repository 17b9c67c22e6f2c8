package org.maapay.mandate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.MobileNumber;
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
import org.maapay.user.Persons;

/**
 * Asks for, signs and ends mandates. Every method joins the caller's transaction; the merchant's
 * row is locked before the payer's, by everybody. Each change stores its fact.
 */
public final class Mandates {
  private final MandateRows rows;
  private final Allowances allowances;
  private final Persons persons;
  private final Outbox outbox;
  private final RandomGenerator random;

  public Mandates(Persons persons, Allowances allowances, Outbox outbox, RandomGenerator random) {
    this.rows = new MandateRows(persons);
    this.allowances = allowances;
    this.persons = persons;
    this.outbox = outbox;
    this.random = random;
  }

  /** Stores the wish, or finds the one that was stored with this number before. */
  public Asking ask(Connection tx, AskMandate wish, Instant now) throws SQLException {
    var content = MandateContent.of(wish);
    var earlier = earlier(tx, wish, content);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    expireOverdue(tx, wish, now);
    var at = now.truncatedTo(ChronoUnit.MILLIS);
    var no = MandateNo.next(wish.merchant().bucket(), at, random);
    var until = at.plus(wish.signableFor());
    var mandate = new Mandate(no, wish, at, until, new Pending(), null, null, null, 0);
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
  public Changing sign(Connection tx, MandateNo no, UserId user, String method, Instant now)
      throws SQLException {
    var found = rows.lock(tx, no);
    if (found.isPresent() && found.get().isDue(now)) {
      change(tx, no, new Expire(now));
    }
    return change(tx, no, new Sign(user, method, now));
  }

  /** Ends a mandate, signed or not; one that has ended already stays as it is. */
  public Changing revoke(Connection tx, MandateNo no, Party by, Instant now) throws SQLException {
    return change(tx, no, new Revoke(by, now));
  }

  /**
   * Ends a mandate that {@code user} has signed, wherever he asks for it: on a page, in a chat. One
   * of somebody else is missing to him.
   */
  public Changing revokeOf(Connection tx, UserId user, MandateNo no, Instant now)
      throws SQLException {
    var own = rows.find(tx, no).filter(mandate -> user.equals(mandate.signer()));
    return own.isPresent() ? revoke(tx, no, Party.USER, now) : new Changing.Missing();
  }

  /** Ends a mandate that nobody signed in time. */
  public Changing expire(Connection tx, MandateNo no, Instant now) throws SQLException {
    return change(tx, no, new Expire(now));
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
    var kind =
        switch (to) {
          case Active signed -> {
            allowances.open(tx, mandate, signed);
            yield Fact.Kind.MANDATE_SIGNED;
          }
          case Revoked(_, var at) -> {
            if (mandate.state() instanceof Active(var user, _, _)) {
              allowances.end(tx, user, mandate.no());
            }
            yield Fact.Kind.MANDATE_REVOKED;
          }
          case Expired _ -> Fact.Kind.MANDATE_EXPIRED;
          case Pending _ -> throw new AssertionError("nothing becomes pending again");
        };
    outbox.add(
        tx, new Fact(mandate.no().asSubject(), mandate.version() + 1, kind, null, instant(to)));
    return new Changing.Done(rows.find(tx, mandate.no()).orElseThrow());
  }

  private static Instant instant(MandateState state) {
    return switch (state) {
      case Pending _ -> throw new AssertionError("nothing becomes pending again");
      case Active(_, _, var at) -> at;
      case Revoked(_, var at) -> at;
      case Expired(var at) -> at;
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
