package org.maapay.mandate;

import java.time.Instant;
import org.maapay.kernel.UserId;
import org.maapay.mandate.MandateChange.Moved;
import org.maapay.mandate.MandateChange.Reason;
import org.maapay.mandate.MandateChange.Refused;
import org.maapay.mandate.MandateChange.Repeated;
import org.maapay.mandate.MandateEvent.Expire;
import org.maapay.mandate.MandateEvent.Revoke;
import org.maapay.mandate.MandateEvent.Sign;

/**
 * The life of a mandate. It is signed once, in time and by one user; it can be ended at any time,
 * and what has ended never comes back.
 */
public sealed interface MandateState {
  /** Asked for by the merchant; the user has not answered. Nothing is debited. */
  record Pending() implements MandateState {}

  /** The user has signed. {@code method} is what he pays with. */
  record Active(UserId user, String method, Instant at) implements MandateState {}

  /** Ended by one of the two, before or after it was signed. */
  record Revoked(Party by, Instant at) implements MandateState {}

  /** Nobody signed in time. */
  record Expired(Instant at) implements MandateState {}

  /** Who ended a mandate. The stored names are these. */
  enum Party {
    USER,
    MERCHANT
  }

  /** Decides {@code event} without side effects. Every pair is listed; there is no default. */
  default MandateChange on(MandateEvent event) {
    return switch (new Step(this, event)) {
      case Step(Pending _, Sign(var user, var method, var at)) ->
          new Moved(new Active(user, method, at));
      case Step(Pending _, Revoke(var by, var at)) -> new Moved(new Revoked(by, at));
      case Step(Pending _, Expire(var at)) -> new Moved(new Expired(at));

      case Step(Active(var signer, _, _), Sign(var user, _, _)) when signer.equals(user) ->
          new Repeated();
      case Step(Active _, Sign _) -> new Refused(Reason.SIGNED_BY_ANOTHER);
      case Step(Active _, Revoke(var by, var at)) -> new Moved(new Revoked(by, at));
      case Step(Active _, Expire _) -> new Refused(Reason.SIGNED);

      case Step(Revoked _, Sign _) -> new Refused(Reason.ENDED);
      case Step(Revoked _, Revoke _), Step(Revoked _, Expire _) -> new Repeated();

      case Step(Expired _, Sign _) -> new Refused(Reason.ENDED);
      case Step(Expired _, Revoke _), Step(Expired _, Expire _) -> new Repeated();
    };
  }

  /** One row and column of the table above. */
  record Step(MandateState from, MandateEvent event) {}
}
