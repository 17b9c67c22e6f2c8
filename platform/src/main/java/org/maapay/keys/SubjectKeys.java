package org.maapay.keys;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.maapay.database.Database;
import org.maapay.database.Look;
import org.maapay.database.OneTrip;

/**
 * A key of its own for every person or thing whose data are sealed. Destroying it destroys the
 * data, wherever copies of them lie (6.3.2-5).
 */
final class SubjectKeys {
  static final String PURPOSE = "subject";
  private static final int SIZE = 32;
  private static final int CACHED = 20_000;

  private static final String MAKE_ALL =
      """
      INSERT INTO vault_subject_key (subject, generation, wrapped_by, wrapped, created_at)
      SELECT s.subject, g.generation, g.wrapped_by, s.wrapped, g.created_at
        FROM (SELECT ?::integer AS generation, ?::integer AS wrapped_by,
                     ?::timestamptz AS created_at) g,
             unnest(?::text[], ?::bytea[]) AS s (subject, wrapped)
      ON CONFLICT DO NOTHING RETURNING subject
      """;

  private static final String LOAD =
      """
      SELECT wrapped_by, wrapped FROM vault_subject_key WHERE subject = ? AND generation = ?
      """;

  /** Another node's destruction is final here after this long. */
  private static final Duration REMEMBER = Duration.ofSeconds(30);

  private final KeyRing ring;
  private final Database database;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final SequencedMap<Name, Cached> cache = new LinkedHashMap<>(256, 0.75f, true);

  private record Name(String subject, int generation) {
    byte[] aad() {
      return (subject + "|" + generation).getBytes(StandardCharsets.UTF_8);
    }
  }

  private static final class Row {
    final Name name;
    final int wrappedBy;
    final byte[] wrapped;

    Row(Name name, int wrappedBy, byte[] wrapped) {
      this.name = name;
      this.wrappedBy = wrappedBy;
      this.wrapped = wrapped;
    }
  }

  private static final class Cached {
    final byte[] key;
    final Instant until;

    Cached(byte[] key, Instant until) {
      this.key = key;
      this.until = until;
    }
  }

  SubjectKeys(KeyRing ring, Database database, InstantSource clock) {
    this.ring = ring;
    this.database = database;
    this.clock = clock;
  }

  /** The generation that seals now. */
  int current() {
    return ring.current(PURPOSE);
  }

  /** The key of that generation; empty if it was never made or is destroyed. */
  Optional<byte[]> find(String subject, int generation) {
    var name = new Name(subject, generation);
    var cached = cached(name);
    if (cached != null) {
      return Optional.of(cached);
    }
    var loaded = load(name);
    loaded.ifPresent(key -> remember(name, key));
    return loaded;
  }

  /** Takes the key of that generation along on {@code trip}, unless it is remembered. */
  void ask(OneTrip trip, String subject, int generation) {
    var name = new Name(subject, generation);
    if (cached(name) == null) {
      var look = look(name);
      trip.ask(
          new Look<>(
              look.sql(),
              look.values(),
              rows -> {
                var found = look.rows().read(rows);
                found.ifPresent(row -> remember(name, unwrap(row)));
                return found.isPresent();
              }));
    }
  }

  /** The key of that generation, made if there is none yet. */
  byte[] findOrMake(String subject, int generation) {
    return find(subject, generation)
        .or(() -> {
          make(new Name(subject, generation));
          return find(subject, generation);
        })
        .orElseThrow(() -> new SealBroken("the key was destroyed meanwhile"));
  }

  /** Makes the keys of that generation for many subjects in one commit; those that exist stay. */
  void makeAll(Collection<String> subjects, int generation) {
    int wrappedBy = ring.current(PURPOSE);
    var made = new HashMap<String, byte[]>();
    var wrapped = new ArrayList<byte[]>();
    for (var subject : subjects) {
      var key = new byte[SIZE];
      random.nextBytes(key);
      made.put(subject, key);
      wrapped.add(wrap(new Name(subject, generation), wrappedBy, key));
    }
    database.run(tx -> {
      try (var insert = tx.prepareStatement(MAKE_ALL)) {
        insert.setInt(1, generation);
        insert.setInt(2, wrappedBy);
        insert.setTimestamp(3, Timestamp.from(clock.instant()));
        insert.setArray(4, tx.createArrayOf("text", subjects.toArray()));
        insert.setArray(5, tx.createArrayOf("bytea", wrapped.toArray(byte[][]::new)));
        try (var rows = insert.executeQuery()) {
          while (rows.next()) {
            made.computeIfPresent(
                rows.getString(1),
                (subject, key) -> {
                  remember(new Name(subject, generation), key);
                  return key;
                });
          }
        }
      }
    });
  }

  /** Deletes every key of {@code subject}. What was sealed under them is gone for good. */
  int destroy(String subject) {
    int destroyed =
        database.write(tx -> {
          try (var delete =
              tx.prepareStatement("DELETE FROM vault_subject_key WHERE subject = ?")) {
            delete.setString(1, subject);
            return delete.executeUpdate();
          }
        });
    synchronized (cache) {
      cache.keySet().removeIf(name -> name.subject().equals(subject));
    }
    return destroyed;
  }

  /**
   * Wraps up to {@code most} keys anew that an older purpose key wraps, so that the older one can
   * go; the data stay as they are.
   *
   * @return how many were done; less than {@code most}: all are
   */
  int rewrap(int most) {
    int newest = ring.current(PURPOSE);
    var old = database.read(tx -> wrappedBefore(tx, newest, most));
    // Unwrapped outside the transaction, so that no connection is held while another is asked for.
    var anew =
        old.stream()
            .map(row -> new Row(row.name, newest, wrap(row.name, newest, unwrap(row))))
            .toList();
    database.run(tx -> {
      try (var update =
          tx.prepareStatement(
              """
              UPDATE vault_subject_key SET wrapped_by = ?, wrapped = ?
               WHERE subject = ? AND generation = ? AND wrapped_by < ?
              """)) {
        for (var row : anew) {
          update.setInt(1, row.wrappedBy);
          update.setBytes(2, row.wrapped);
          update.setString(3, row.name.subject());
          update.setInt(4, row.name.generation());
          update.setInt(5, row.wrappedBy);
          update.addBatch();
        }
        update.executeBatch();
      }
    });
    return old.size();
  }

  private static List<Row> wrappedBefore(Connection tx, int newest, int most) throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT subject, generation, wrapped_by, wrapped FROM vault_subject_key
             WHERE wrapped_by < ? LIMIT ?
            """)) {
      query.setInt(1, newest);
      query.setInt(2, most);
      var found = new ArrayList<Row>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(
              new Row(
                  new Name(rows.getString(1), rows.getInt(2)), rows.getInt(3), rows.getBytes(4)));
        }
      }
      return found;
    }
  }

  private Optional<byte[]> load(Name name) {
    return database.read(tx -> look(name).in(tx)).map(this::unwrap);
  }

  private static Look<Optional<Row>> look(Name name) {
    return new Look<>(
        LOAD,
        List.of(name.subject(), name.generation()),
        found ->
            found.next()
                ? Optional.of(new Row(name, found.getInt(1), found.getBytes(2)))
                : Optional.empty());
  }

  private void make(Name name) {
    var key = new byte[SIZE];
    random.nextBytes(key);
    int wrappedBy = ring.current(PURPOSE);
    var wrapped = wrap(name, wrappedBy, key);
    database.run(tx -> {
      try (var insert =
          tx.prepareStatement(
              """
              INSERT INTO vault_subject_key
                (subject, generation, wrapped_by, wrapped, created_at)
              VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
              """)) {
        insert.setString(1, name.subject());
        insert.setInt(2, name.generation());
        insert.setInt(3, wrappedBy);
        insert.setBytes(4, wrapped);
        insert.setTimestamp(5, Timestamp.from(clock.instant()));
        insert.executeUpdate();
      }
    });
  }

  private byte[] wrap(Name name, int version, byte[] key) {
    return CipherSuite.AES_256_GCM.seal(ring.key(PURPOSE, version), name.aad(), key);
  }

  private byte[] unwrap(Row row) {
    return CipherSuite.AES_256_GCM.open(
        ring.key(PURPOSE, row.wrappedBy), row.name.aad(), row.wrapped, 0);
  }

  private byte @Nullable [] cached(Name name) {
    synchronized (cache) {
      var found = cache.get(name);
      return found != null && found.until.isAfter(clock.instant()) ? found.key : null;
    }
  }

  private void remember(Name name, byte[] key) {
    synchronized (cache) {
      cache.put(name, new Cached(key, clock.instant().plus(REMEMBER)));
      if (cache.size() > CACHED) {
        cache.pollFirstEntry();
      }
    }
  }
}
