package org.maapay.keys.signing;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.maapay.database.Database;
import org.maapay.keys.signing.PartyKey.Validity;
import org.maapay.keys.signing.Registration.Reason;
import org.maapay.keys.signing.Registration.Refused;
import org.maapay.keys.signing.Registration.Registered;
import org.maapay.signature.KeyLookup;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.VerificationKey;
import org.maapay.signature.VerificationKey.State;

/**
 * The public keys by which merchants and institutions prove who they are (6.3.1-1a), answered from
 * memory, parsed; a change counts on every node within a second. Two keys of a party may count at
 * once, so that it can change over without a pause (6.3.1-1b).
 */
public final class PartyKeys implements KeyLookup {
  /** The longest a key may count. */
  public static final Duration LONGEST = Duration.ofDays(365);

  /** How long the earlier key goes on after its successor was registered. */
  static final Duration OVERLAP = Duration.ofDays(7);

  private static final Pattern KEY_ID = Pattern.compile("K[0-9A-F]{24}");
  private static final int CACHED = 50_000;

  private final PartyKeyRows rows = new PartyKeyRows();
  private final Database database;
  private final InstantSource clock;
  private final KeyChanges changes;
  private final SecureRandom random = new SecureRandom();
  private final SequencedMap<String, Optional<Known>> cache = new LinkedHashMap<>(64, 0.75f, true);

  private final SequencedMap<String, Optional<SignatureAlgorithm>> algorithms =
      new LinkedHashMap<>(64, 0.75f, true);

  private record Known(PartyKey key, VerificationKey verification) {}

  /**
   * Creates the store.
   *
   * @param clock the wall clock: keys end when the world says so, whatever day it is for business
   */
  public PartyKeys(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.changes = new KeyChanges("party", database, clock, this::forget);
  }

  /** The key as the check of a signature needs it. */
  @Override
  public Optional<VerificationKey> find(String keyId) {
    return known(keyId).map(Known::verification);
  }

  /** The whole record of a key. */
  public Optional<PartyKey> record(String keyId) {
    return known(keyId).map(Known::key);
  }

  /** Every key a party ever had, oldest first; from the database. */
  public List<PartyKey> of(String party) {
    return database.read(tx -> rows.of(tx, party));
  }

  /** The algorithm of a party's newest key that counts; from memory. */
  public Optional<SignatureAlgorithm> algorithm(String party) {
    changes.look();
    long generation = changes.generation();
    synchronized (cache) {
      var known = algorithms.get(party);
      if (known != null) {
        return known;
      }
    }
    var found =
        of(party).stream()
            .filter(key -> key.state() == State.ACTIVE)
            .reduce((_, later) -> later)
            .map(PartyKey::algorithm);
    synchronized (cache) {
      if (changes.generation() == generation) {
        keep(algorithms, party, found);
      }
    }
    return found;
  }

  /** Registers a party's first key at admission; it counts at once. */
  public Registration admit(String party, SignatureAlgorithm algorithm, String publicPem) {
    return register(party, algorithm, publicPem, State.ACTIVE);
  }

  /** Registers a key that counts only when {@link #activate} says so. */
  public Registration propose(String party, SignatureAlgorithm algorithm, String publicPem) {
    return register(party, algorithm, publicPem, State.PENDING);
  }

  /**
   * Registers the party's next key, which counts at once; the present one retires and ends after a
   * week. Whoever calls has checked both signatures.
   */
  public Registration succeed(String presentKeyId, SignatureAlgorithm algorithm, String publicPem) {
    var present = record(presentKeyId).orElseThrow();
    var registration = register(present.party(), algorithm, publicPem, State.ACTIVE);
    if (registration instanceof Registered) {
      move(presentKeyId, State.RETIRING, clock.instant().plus(OVERLAP));
    }
    return registration;
  }

  /** Lets a pending key count. */
  public boolean activate(String keyId) {
    var key = record(keyId);
    return key.isPresent()
        && key.get().state() == State.PENDING
        && move(keyId, State.ACTIVE, key.get().validity().notAfter());
  }

  /** Ends a key at once and for ever: on every node within a second. */
  public boolean revoke(String keyId) {
    var key = record(keyId);
    return key.isPresent() && move(keyId, State.REVOKED, key.get().validity().notAfter());
  }

  /** The keys that end within 30 days and whose party has none that lasts longer. */
  public List<KeyAlarm> due() {
    var now = clock.instant();
    return database.read(tx -> rows.endingBefore(tx, now.plus(30, ChronoUnit.DAYS))).stream()
        .filter(key -> key.validity().notAfter().isAfter(now) && isLast(key))
        .map(key -> KeyDates.alarm(key.keyId(), key.party(), key.validity().notAfter(), now))
        .toList();
  }

  private boolean isLast(PartyKey key) {
    return of(key.party()).stream()
        .filter(other -> other.state() == State.ACTIVE || other.state() == State.RETIRING)
        .max(Comparator.comparing(other -> other.validity().notAfter()))
        .filter(last -> last.keyId().equals(key.keyId()))
        .isPresent();
  }

  private Registration register(
      String party, SignatureAlgorithm algorithm, String publicPem, State state) {
    String canonical;
    try {
      Signatures.verifier(algorithm, publicPem);
      canonical = KeyText.pem("PUBLIC KEY", KeyText.der(publicPem, "PUBLIC KEY"));
    } catch (IllegalArgumentException e) {
      return new Refused(Reason.NOT_A_SAFE_KEY);
    }
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var validity = new Validity(now, now.plus(LONGEST));
    var key = new PartyKey(newId(), party, algorithm, canonical, validity, state);
    Registration done =
        database.write(tx -> {
          changes.note(tx); // Also the lock that makes the checks below exact.
          if (rows.isKnown(tx, canonical)) {
            return new Refused(Reason.ALREADY_REGISTERED);
          }
          var counting = rows.of(tx, party).stream().filter(KeyDates.countsAt(now)).count();
          if (counting >= 2) {
            return new Refused(Reason.ROTATION_UNDER_WAY);
          }
          rows.add(tx, key, now);
          return new Registered(key);
        });
    changes.forget();
    return done;
  }

  private boolean move(String keyId, State to, Instant notAfter) {
    boolean moved =
        database.write(tx -> {
          changes.note(tx);
          return rows.move(tx, keyId, to, notAfter);
        });
    changes.forget();
    return moved;
  }

  private Optional<Known> known(String keyId) {
    if (!KEY_ID.matcher(keyId).matches()) {
      return Optional.empty();
    }
    changes.look();
    synchronized (cache) {
      var cached = cache.get(keyId);
      if (cached != null) {
        return cached;
      }
    }
    long generation = changes.generation();
    var loaded = database.read(tx -> rows.find(tx, keyId)).map(PartyKeys::parsed);
    remember(keyId, loaded, generation);
    return loaded;
  }

  private void remember(String keyId, Optional<Known> loaded, long generation) {
    synchronized (cache) {
      if (changes.generation() == generation) {
        keep(cache, keyId, loaded);
      }
    }
  }

  private static <V> void keep(SequencedMap<String, V> memory, String name, V value) {
    memory.put(name, value);
    if (memory.size() > CACHED) {
      memory.pollFirstEntry();
    }
  }

  private static Known parsed(PartyKey key) {
    var validity = key.validity();
    return new Known(
        key,
        new VerificationKey(
            key.keyId(),
            Signatures.verifier(key.algorithm(), key.publicPem()),
            validity.notBefore(),
            validity.notAfter(),
            key.state()));
  }

  private void forget() {
    synchronized (cache) {
      cache.clear();
      algorithms.clear();
    }
  }

  private String newId() {
    var octets = new byte[12];
    random.nextBytes(octets);
    return "K" + HexFormat.of().withUpperCase().formatHex(octets);
  }
}
