package org.maapay.keys;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.maapay.database.Database;

/**
 * The keys for each purpose, in versions: made when first asked for, stored wrapped by the root
 * key, never forgotten. Old versions keep opening what they sealed; {@link #rotate} adds one.
 */
public final class KeyRing {
  private static final int SIZE = 32;

  /** How long a node may go on with a version after another node has added a newer one. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private final RootKey root;
  private final Database database;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<Name, byte[]> known = new ConcurrentHashMap<>();
  private final Map<String, Current> current = new ConcurrentHashMap<>();

  private record Name(String purpose, int version) {
    String context() {
      return purpose + "|" + version;
    }
  }

  private record Current(int version, Instant seen) {}

  /**
   * @param database a pool of its own: keys are asked for while the caller holds a connection
   */
  public KeyRing(RootKey root, Database database, InstantSource clock) {
    this.root = root;
    this.database = database;
    this.clock = clock;
  }

  /** The newest version for {@code purpose}; the first one is made here. */
  int current(String purpose) {
    var now = clock.instant();
    var seen = current.get(purpose);
    if (seen != null && seen.seen().plus(LOOK_AGAIN).isAfter(now)) {
      return seen.version();
    }
    int newest = database.read(tx -> newest(tx, purpose));
    if (newest == 0) {
      add(purpose, 1);
      newest = 1;
    }
    current.put(purpose, new Current(newest, now));
    return newest;
  }

  /** The key itself; shared, so nobody changes or wipes it. */
  byte[] key(String purpose, int version) {
    var name = new Name(purpose, version);
    var found = known.get(name);
    if (found != null) {
      return found;
    }
    var loaded = load(name);
    known.put(name, loaded);
    return loaded;
  }

  /** Adds a version that seals from now on here, and within a minute on every node. */
  public int rotate(String purpose) {
    int next = database.read(tx -> newest(tx, purpose)) + 1;
    add(purpose, next);
    current.put(purpose, new Current(next, clock.instant()));
    return next;
  }

  private byte[] load(Name name) {
    var wrapped =
        database.read(tx -> {
          try (var query =
              tx.prepareStatement(
                  "SELECT wrapped FROM vault_key WHERE purpose = ? AND version = ?")) {
            query.setString(1, name.purpose());
            query.setInt(2, name.version());
            try (var row = query.executeQuery()) {
              return row.next() ? row.getBytes(1) : new byte[0];
            }
          }
        });
    if (wrapped.length == 0) {
      throw new SealBroken("there is no such key version");
    }
    return root.unwrap(wrapped, name.context());
  }

  private void add(String purpose, int version) {
    var key = new byte[SIZE];
    random.nextBytes(key);
    var wrapped = root.wrap(key, new Name(purpose, version).context());
    // Two nodes may do this at once: the first one wins and both use its key.
    database.run(tx -> {
      try (var insert =
          tx.prepareStatement(
              """
              INSERT INTO vault_key (purpose, version, wrapped, created_at)
              VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
              """)) {
        insert.setString(1, purpose);
        insert.setInt(2, version);
        insert.setBytes(3, wrapped);
        insert.setTimestamp(4, Timestamp.from(clock.instant()));
        insert.executeUpdate();
      }
    });
  }

  private static int newest(Connection tx, String purpose) throws SQLException {
    try (var query =
        tx.prepareStatement("SELECT coalesce(max(version), 0) FROM vault_key WHERE purpose = ?")) {
      query.setString(1, purpose);
      try (var row = query.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  @Override
  public String toString() {
    return "KeyRing";
  }
}
