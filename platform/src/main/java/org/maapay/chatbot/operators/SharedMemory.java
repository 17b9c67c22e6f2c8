package org.maapay.chatbot.operators;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.maapay.database.Database;
import org.maapay.keys.RecordCipher;
import org.maapay.messaging.operators.Operators.Stores;
import org.maapay.messaging.uplink.SeenEvents;

/** Everything that is remembered of the operators' interfaces, in the database. */
public final class SharedMemory {
  /** Longer than any operator reports of a message. */
  private static final Duration IDS_KEPT = Duration.ofDays(8);

  private final Database database;
  private final InstantSource clock;
  private final Stores stores;

  /**
   * @param wall the time of day, which operators' signatures and tokens go by
   */
  public SharedMemory(Database database, RecordCipher cipher, InstantSource wall) {
    this.database = database;
    this.clock = wall;
    // Every event has an effect that a second copy does not have again, so none is counted here.
    this.stores =
        new Stores(
            new SharedTokens(database, cipher),
            new SharedIds(database, wall),
            new SharedNonces(database),
            SeenEvents.NONE);
  }

  public Stores stores() {
    return stores;
  }

  /** Forgets what nobody can come back to; returns how many rows went. */
  public int purge() {
    var now = clock.instant();
    return database.write(tx ->
        delete(tx, "DELETE FROM operator_nonce WHERE expires_at < ?", now)
            + delete(tx, "DELETE FROM operator_message WHERE linked_at < ?", now.minus(IDS_KEPT))
            + delete(tx, "DELETE FROM sms_part WHERE left_at < ?", now.minus(IDS_KEPT)));
  }

  private static int delete(Connection tx, String delete, Instant before) throws SQLException {
    try (var statement = tx.prepareStatement(delete)) {
      statement.setTimestamp(1, Timestamp.from(before));
      return statement.executeUpdate();
    }
  }
}
