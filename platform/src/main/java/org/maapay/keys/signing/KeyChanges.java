package org.maapay.keys.signing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.maapay.database.Database;

/**
 * Tells a cache when the stored keys have changed, on whichever node. It looks twice a second at
 * most, so that a revocation counts everywhere within one (6.3.1-1b).
 */
final class KeyChanges {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final String subject;
  private final Database database;
  private final InstantSource clock;
  private final Runnable forget;
  private final ReentrantLock looking = new ReentrantLock();
  private final AtomicLong generation = new AtomicLong();
  private volatile Seen seen = new Seen(0, Instant.MIN);

  private record Seen(long version, Instant at) {}

  KeyChanges(String subject, Database database, InstantSource clock, Runnable forget) {
    this.subject = subject;
    this.database = database;
    this.clock = clock;
    this.forget = forget;
  }

  /** Empties the cache if there was a change; one thread looks, the others go on. */
  void look() {
    var now = clock.instant();
    if (!isDue(now) || !looking.tryLock()) {
      return;
    }
    try {
      if (isDue(now)) {
        long version = version();
        if (version != seen.version()) {
          forget();
        }
        seen = new Seen(version, now);
      }
    } finally {
      looking.unlock();
    }
  }

  /** The number of the last change. */
  long version() {
    return database.read(tx -> {
      try (var query = tx.prepareStatement("SELECT version FROM key_change WHERE subject = ?")) {
        query.setString(1, subject);
        try (var row = query.executeQuery()) {
          row.next();
          return row.getLong(1);
        }
      }
    });
  }

  /** Notes a change, in the transaction that makes it; changes of one kind queue up here. */
  void note(Connection tx) throws SQLException {
    try (var update =
        tx.prepareStatement("UPDATE key_change SET version = version + 1 WHERE subject = ?")) {
      update.setString(1, subject);
      update.executeUpdate();
    }
  }

  /** Empties the cache here and now, after a change made by this node. */
  void forget() {
    generation.incrementAndGet();
    forget.run();
  }

  /**
   * Counts how often the cache was emptied. Whoever loads from the database takes it before, and
   * keeps what he loaded only if it is still the same: it may be older than the change.
   */
  long generation() {
    return generation.get();
  }

  private boolean isDue(Instant now) {
    // A clock set back counts as due.
    var at = seen.at();
    return at.equals(Instant.MIN) || now.isBefore(at) || !now.isBefore(at.plus(LOOK_AGAIN));
  }
}
