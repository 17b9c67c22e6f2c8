package org.maapay.authorization;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maapay.authorization.Leave.Busy;
import org.maapay.authorization.Leave.DeviceRefused;
import org.maapay.authorization.Leave.Fault;
import org.maapay.authorization.Leave.Given;
import org.maapay.authorization.Leave.KeypadRefused;
import org.maapay.authorization.Leave.Locked;
import org.maapay.authorization.Leave.PasswordNotSet;
import org.maapay.authorization.Leave.PasswordWrong;
import org.maapay.authorization.Leave.Reason;
import org.maapay.device.DeviceProof;
import org.maapay.device.Devices;
import org.maapay.device.Proving;
import org.maapay.device.SigningPurpose;
import org.maapay.kernel.UserId;
import org.maapay.keypad.Binding;
import org.maapay.keypad.Binding.Payment;
import org.maapay.keypad.Keypads;
import org.maapay.keypad.Unsealing;
import org.maapay.keys.PinVault;
import org.maapay.keys.Verdict;
import org.maapay.mandate.Allowances;
import org.maapay.mandate.Allowances.Spending;
import org.maapay.mandate.Reservation;
import org.maapay.mandate.Reservation.NoMandate;
import org.maapay.mandate.Reservation.OverDay;
import org.maapay.mandate.Reservation.OverPayment;
import org.maapay.mandate.Reservation.Reserved;

/**
 * Decides whether a payer may spend. A password is judged only for somebody who proved possession
 * before: the binding names a page session, and a session is opened only with the reference that
 * was sent to the payer's number.
 */
public final class Authorization {
  private final Keypads keypads;
  private final PinVault pins;
  private final Devices devices;
  private final Allowances allowances;
  private final InstantSource clock;

  public Authorization(
      Keypads keypads, PinVault pins, Devices devices, Allowances allowances, InstantSource clock) {
    this.keypads = keypads;
    this.pins = pins;
    this.devices = devices;
    this.allowances = allowances;
    this.clock = clock;
  }

  /**
   * Judges what was typed on a keypad; each call that reaches the comparison is a try, committed
   * before it is compared. Never called inside a transaction.
   *
   * @param what for whom, whom to, for which order and how much the password must have been typed
   */
  public Leave byPassword(Binding what, String envelope) {
    var given = given(what);
    return judge(what, envelope).orElse(given);
  }

  /**
   * Judges what was typed to agree to something that moves no money now: the same keypad, tries and
   * lock. Never called inside a transaction.
   */
  public Consent consent(Binding what, String envelope) {
    return judge(what, envelope).<Consent>map(Consent.Withheld::new).orElseGet(Consent.Given::new);
  }

  /**
   * Gives leave by payers' mandates with merchants, and counts the amounts on their day, by one
   * statement; leave holds once that is committed. Asked again for an order, it counts nothing and
   * answers the same.
   *
   * @param wanted of mandates that all differ
   */
  public List<MandateLeave> byMandate(Connection tx, List<Spending> wanted, Instant now)
      throws SQLException {
    var reservations = allowances.reserve(tx, wanted, now);
    var leaves = new ArrayList<MandateLeave>();
    for (int i = 0; i < wanted.size(); i++) {
      leaves.add(leave(wanted.get(i), reservations.get(i)));
    }
    return leaves;
  }

  private static MandateLeave leave(Spending wanted, Reservation reservation) {
    return switch (reservation) {
      case Reserved(var limits, var method) ->
          new MandateLeave.Given(
              new Granted(wanted.payer(), wanted.amount(), wanted.order().value()), limits, method);
      case NoMandate none -> new MandateLeave.Withheld(none);
      case OverPayment over -> new MandateLeave.Withheld(over);
      case OverDay over -> new MandateLeave.Withheld(over);
    };
  }

  /** Why the entry gives nothing; empty if the password is right. */
  private Optional<Leave> judge(Binding what, String envelope) {
    return switch (keypads.unseal(envelope, what, pin -> pins.verify(what.user(), pin))) {
      case Unsealing.Done<Verdict>(var verdict) -> objection(verdict);
      case Unsealing.Expired<Verdict> _ -> Optional.of(new KeypadRefused(Reason.EXPIRED));
      case Unsealing.Used<Verdict> _ -> Optional.of(new KeypadRefused(Reason.USED));
      case Unsealing.Mismatch<Verdict> _, Unsealing.Malformed<Verdict> _ ->
          Optional.of(new KeypadRefused(Reason.MISMATCH));
    };
  }

  /** What a device of the payer is to sign for {@code what}, once and soon. */
  public String challenge(Binding what) {
    return devices.challenge(purpose(what));
  }

  /**
   * Judges what a registered device signed after its owner's finger or face unlocked it (6.5-8a).
   * Never called inside a transaction.
   *
   * @param what for whom, whom to, for which order and how much it must have been signed
   */
  public Leave byDevice(Binding what, DeviceProof proof) {
    return switch (devices.prove(purpose(what), proof)) {
      case Proving.Proved _ -> given(what);
      case Proving.Expired _ -> new DeviceRefused(Fault.CHALLENGE_EXPIRED);
      case Proving.Used _ -> new DeviceRefused(Fault.CHALLENGE_USED);
      case Proving.Foreign _ -> new DeviceRefused(Fault.CHALLENGE_MISMATCH);
      case Proving.KeyUnknown _ -> new DeviceRefused(Fault.KEY_UNKNOWN);
      case Proving.Wrong _ -> new DeviceRefused(Fault.SIGNATURE_WRONG);
    };
  }

  /** Until when {@code user}'s password is locked; now if it is not. */
  public Instant lockedUntil(UserId user) {
    return pins.standing(user).lockedUntil().orElseGet(clock::instant);
  }

  private static Given given(Binding what) {
    var payment = payment(what);
    return new Given(new Granted(what.user(), payment.amount(), payment.order().value()));
  }

  private static SigningPurpose purpose(Binding what) {
    var payment = payment(what);
    return new SigningPurpose(
        what.session(), what.user(), payment.order().value(), what.payee(), payment.amount());
  }

  private static Payment payment(Binding what) {
    if (what.purpose() instanceof Payment payment) {
      return payment;
    }
    throw new IllegalArgumentException("money is given for a payment alone");
  }

  private static Optional<Leave> objection(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Correct _ -> Optional.empty();
      case Verdict.Wrong(var triesLeft) -> Optional.of(new PasswordWrong(triesLeft));
      case Verdict.Locked(var until) -> Optional.of(new Locked(until));
      case Verdict.Busy _ -> Optional.of(new Busy());
      case Verdict.NotSet _ -> Optional.of(new PasswordNotSet());
    };
  }
}
