package org.maapay.keys.signing;

/** How registering a party's key ended. */
public sealed interface Registration {
  record Registered(PartyKey key) implements Registration {}

  record Refused(Reason reason) implements Registration {}

  enum Reason {
    /** Not readable, too weak, or for another algorithm. */
    NOT_A_SAFE_KEY,
    /** The same key material is registered already, here or for another party. */
    ALREADY_REGISTERED,
    /** Two keys count at the same time already: a rotation is under way. */
    ROTATION_UNDER_WAY
  }
}
