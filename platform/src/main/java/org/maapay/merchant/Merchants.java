package org.maapay.merchant;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.maapay.database.Database;
import org.maapay.database.Kept;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.MerchantId;

/** The merchants; what was read is kept for one second. */
public final class Merchants {
  private static final Duration KEEP = Duration.ofSeconds(1);

  private final Kept<MerchantId, Optional<Merchant>> kept;

  public Merchants(Database database, InstantSource clock) {
    this.kept = new Kept<>(KEEP, clock, id -> database.read(tx -> read(tx, id)));
  }

  /** The merchant, at most one second old. */
  public Optional<Merchant> find(MerchantId id) {
    var found = kept.get(id);
    if (found.isEmpty()) {
      kept.forget(id); // He may be admitted at any moment, and strangers are not kept.
    }
    return found;
  }

  /** Stores a merchant's record, new or changed; joins the caller's transaction. */
  public void admit(Connection tx, Merchant merchant, Instant at) throws SQLException {
    try (var upsert =
        tx.prepareStatement(
            """
            INSERT INTO merchant (bucket, merchant_id, registered_names, callback_hosts,
              loopback_callbacks, transaction_types, account_id, state, admitted_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (bucket, merchant_id) DO UPDATE SET
              registered_names = excluded.registered_names,
              callback_hosts = excluded.callback_hosts,
              loopback_callbacks = excluded.loopback_callbacks,
              transaction_types = excluded.transaction_types, state = excluded.state
            """)) {
      upsert.setInt(1, merchant.id().bucket().value());
      upsert.setString(2, merchant.id().value());
      upsert.setArray(3, tx.createArrayOf("text", merchant.registeredNames().toArray()));
      upsert.setArray(4, tx.createArrayOf("text", merchant.callbackHosts().toArray()));
      upsert.setBoolean(5, merchant.loopbackCallbacks());
      upsert.setArray(6, tx.createArrayOf("text", merchant.transactionTypes().toArray()));
      upsert.setLong(7, merchant.account().value());
      upsert.setString(8, merchant.suspended() ? "SUSPENDED" : "ADMITTED");
      upsert.setTimestamp(9, Timestamp.from(at));
      upsert.executeUpdate();
    }
    kept.forget(merchant.id());
  }

  private static Optional<Merchant> read(Connection tx, MerchantId id) throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT registered_names, callback_hosts, loopback_callbacks, transaction_types,
                   account_id, state FROM merchant WHERE bucket = ? AND merchant_id = ?
            """)) {
      query.setInt(1, id.bucket().value());
      query.setString(2, id.value());
      try (var row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Merchant(
                    id,
                    Set.of((String[]) row.getArray(1).getArray()),
                    Set.of((String[]) row.getArray(2).getArray()),
                    row.getBoolean(3),
                    Set.of((String[]) row.getArray(4).getArray()),
                    new AccountId(row.getLong(5)),
                    row.getString(6).equals("SUSPENDED")))
            : Optional.empty();
      }
    }
  }
}
