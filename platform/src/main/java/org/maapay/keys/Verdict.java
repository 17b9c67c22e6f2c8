package org.maapay.keys;

import java.time.Instant;

/** What the vault says about a payment password. The password itself never comes out. */
public sealed interface Verdict {
  record Correct() implements Verdict {}

  /**
   * Compared, and not the one.
   *
   * @param triesLeft 0: this try was the last one for now, see {@link PinVault#standing}
   */
  record Wrong(int triesLeft) implements Verdict {}

  /** Not even compared. */
  record Locked(Instant until) implements Verdict {}

  /**
   * Not compared and not counted: as many tries as are left are being compared right now. In a
   * moment their ends are known.
   */
  record Busy() implements Verdict {}

  /** The user has no payment password yet. */
  record NotSet() implements Verdict {}
}
