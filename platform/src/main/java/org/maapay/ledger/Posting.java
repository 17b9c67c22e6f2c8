package org.maapay.ledger;

import org.maapay.kernel.AccountId;

/** How posting transfers ended, in order of precedence. */
public sealed interface Posting {
  /** The same transfers were posted before; nothing was done now. */
  record Repeated() implements Posting {}

  /** {@code account} does not hold enough; nothing was done. */
  record Insufficient(AccountId account) implements Posting {}

  /** The balances moved and the transfers are written. */
  record Posted() implements Posting {}
}
