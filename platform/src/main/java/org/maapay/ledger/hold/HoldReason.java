package org.maapay.ledger.hold;

/** Why money is held, which says whether the clock may free it. The stored names are these. */
public enum HoldReason {
  /** A payment that was agreed and is to be taken later, perhaps in parts. */
  PAYMENT(true),
  /** A withdrawal that its user has yet to confirm. */
  WITHDRAWAL(true),
  /** A red packet that nobody has opened yet. */
  RED_PACKET(true),
  /**
   * An attempt that somebody outside may have carried out: only its outcome ends the hold, since
   * freeing the money of an unknown attempt would spend it twice.
   */
  ATTEMPT(false),
  /** An authority's order; only the authority's word ends it. */
  FREEZE(false);

  private final boolean ends;

  HoldReason(boolean ends) {
    this.ends = ends;
  }

  /** Whether such a hold has an end at which the clock frees it; all of these must have one. */
  public boolean ends() {
    return ends;
  }
}
