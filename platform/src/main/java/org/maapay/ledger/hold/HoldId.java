package org.maapay.ledger.hold;

import java.util.UUID;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Bucket;

/**
 * A hold's number: chosen by whoever places it, and the key that makes placing it twice the same as
 * once. It lives in the bucket of the account.
 */
public record HoldId(Bucket bucket, UUID value) {
  /** The hold that a client calls {@code value} on {@code account}. */
  public static HoldId of(AccountId account, UUID value) {
    return new HoldId(account.bucket(), value);
  }
}
