package org.maapay.edge.http;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.maapay.database.Database;
import org.maapay.posting.PostingLane;

/**
 * The nonces that were used, on every node and across restarts (6.3.2-2a). One is stored only after
 * everything else about a signature was right, so that a forger cannot use up another's nonces.
 */
public final class UsedNonces {
  private static final long SLOT_SECONDS = 600;

  private final PostingLane lane;
  private final Database database;

  public UsedNonces(PostingLane lane, Database database) {
    this.lane = lane;
    this.database = database;
  }

  /** Uses {@code nonce} up; false if it was used before. Returns after it is committed. */
  boolean use(String keyId, Instant created, String nonce) {
    return lane.submit(tx -> insert(tx, keyId, slot(created), nonce));
  }

  /** Forgets nonces whose signatures are stale anyway; returns how many there were. */
  public int purge(Instant now) {
    return database.write(
        tx -> {
          try (var delete = tx.prepareStatement("DELETE FROM used_nonce WHERE slot < ?")) {
            delete.setLong(1, slot(now) - 2);
            return delete.executeUpdate();
          }
        });
  }

  private static boolean insert(Connection tx, String keyId, long slot, String nonce)
      throws SQLException {
    try (var insert =
        tx.prepareStatement(
            """
            INSERT INTO used_nonce (key_id, slot, nonce) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
            """)) {
      insert.setString(1, keyId);
      insert.setLong(2, slot);
      insert.setString(3, nonce);
      return insert.executeUpdate() == 1;
    }
  }

  private static long slot(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SLOT_SECONDS);
  }
}
