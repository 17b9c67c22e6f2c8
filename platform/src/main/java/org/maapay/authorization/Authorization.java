package org.maapay.authorization;

import java.time.Instant;
import java.time.InstantSource;
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
import org.maapay.keypad.Keypads;
import org.maapay.keypad.Unsealing;
import org.maapay.keys.PinVault;
import org.maapay.keys.Verdict;

/**
 * Decides whether a payer may spend. A password is judged only for somebody who proved possession
 * before: the binding names a page session, and a session is opened only with the reference that
 * was sent to the payer's number.
 */
public final class Authorization {
  private final Keypads keypads;
  private final PinVault pins;
  private final Devices devices;
  private final InstantSource clock;

  public Authorization(Keypads keypads, PinVault pins, Devices devices, InstantSource clock) {
    this.keypads = keypads;
    this.pins = pins;
    this.devices = devices;
    this.clock = clock;
  }

  /**
   * Judges what was typed on a keypad; each call that reaches the comparison is a try, committed
   * before it is compared. Never called inside a transaction.
   *
   * @param what for whom, whom to, for which order and how much the password must have been typed
   */
  public Leave byPassword(Binding what, String envelope) {
    return switch (keypads.unseal(envelope, what, pin -> pins.verify(what.user(), pin))) {
      case Unsealing.Done<Verdict>(var verdict) -> leave(what, verdict);
      case Unsealing.Expired<Verdict> _ -> new KeypadRefused(Reason.EXPIRED);
      case Unsealing.Used<Verdict> _ -> new KeypadRefused(Reason.USED);
      case Unsealing.Mismatch<Verdict> _, Unsealing.Malformed<Verdict> _ ->
          new KeypadRefused(Reason.MISMATCH);
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
    return new Given(new Granted(what.user(), what.amount(), what.order().value()));
  }

  private static SigningPurpose purpose(Binding what) {
    return new SigningPurpose(
        what.session(), what.user(), what.order().value(), what.payee(), what.amount());
  }

  private static Leave leave(Binding what, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Correct _ -> given(what);
      case Verdict.Wrong(var triesLeft) -> new PasswordWrong(triesLeft);
      case Verdict.Locked(var until) -> new Locked(until);
      case Verdict.Busy _ -> new Busy();
      case Verdict.NotSet _ -> new PasswordNotSet();
    };
  }
}
