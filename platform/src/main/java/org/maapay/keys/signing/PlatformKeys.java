package org.maapay.keys.signing;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.maapay.database.Database;
import org.maapay.keys.RecordCipher;
import org.maapay.keys.Vault;
import org.maapay.keys.signing.PlatformKey.Use;
import org.maapay.keys.signing.PublishedKeys.Entry;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.Signer;

/**
 * The keys with which the platform itself signs: one per algorithm that parties use, a root that
 * signs their list, and one for keypad sessions. Private halves are stored sealed. A first key is
 * made when it is first needed; a new one is published a week before it signs (6.3.1-1b).
 */
public final class PlatformKeys {
  /** How long before it signs a new key is published. */
  static final Duration NOTICE = Duration.ofDays(7);

  private static final Duration LIST_LIFE = Duration.ofDays(1);
  private static final Duration ROOT_LIFE = Duration.ofDays(3650);

  private final PlatformKeyRows rows = new PlatformKeyRows();
  private final RecordCipher cipher;
  private final Database database;
  private final InstantSource clock;
  private final KeyChanges changes;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Signer> signers = new ConcurrentHashMap<>();
  private volatile @Nullable List<PlatformKeyRows.Row> cached;

  /**
   * Creates the store.
   *
   * @param clock the wall clock, as for {@link PartyKeys}
   */
  public PlatformKeys(Vault vault, Database database, InstantSource clock) {
    this.cipher = vault.records("platform-key");
    this.database = database;
    this.clock = clock;
    this.changes = new KeyChanges("platform", database, clock, this::forget);
  }

  /** The key that signs answers and callbacks to a party with keys of {@code algorithm}. */
  public Signer signer(SignatureAlgorithm algorithm) {
    return signer(Use.SIGN, algorithm);
  }

  /** The key that signs {@link #published}. Parties get its public half at admission. */
  public Signer root() {
    return signer(Use.ROOT, SignatureAlgorithm.ED25519);
  }

  /** The key that signs the one-time keys of keypad sessions. */
  public Signer keypad() {
    return signer(Use.KEYPAD, SignatureAlgorithm.ED25519);
  }

  /** The public half of the key of that use that signs now. */
  public PlatformKey current(Use use, SignatureAlgorithm algorithm) {
    return currentRow(use, algorithm).key();
  }

  /**
   * Makes a key that will sign a week from now, or when the present one ends; published at once.
   */
  public PlatformKey rotate(SignatureAlgorithm algorithm) {
    var ends = current(Use.SIGN, algorithm).validity().notAfter();
    var inAWeek = now().plus(NOTICE);
    var made = made(Use.SIGN, algorithm, inAWeek.isBefore(ends) ? inAWeek : ends);
    database.run(tx -> add(tx, made));
    changes.forget();
    return made.key();
  }

  /** Revokes a key; a fresh one signs at once, without the week's notice. */
  public boolean revoke(String keyId) {
    boolean revoked =
        database.write(tx -> {
          changes.note(tx);
          return rows.revoke(tx, keyId);
        });
    changes.forget();
    return revoked;
  }

  /** The list for parties: every signing key that counts, will count, or was revoked. */
  public PublishedKeys published() {
    for (var algorithm : SignatureAlgorithm.values()) {
      currentRow(Use.SIGN, algorithm);
    }
    long version = changes.version();
    var now = now();
    var keys =
        rows().stream()
            .map(PlatformKeyRows.Row::key)
            .filter(key -> key.use() == Use.SIGN && key.validity().notAfter().isAfter(now))
            .map(key -> new Entry(key, key.state(now, isSucceeded(key, now))))
            .toList();
    return new PublishedKeys(version, now.plus(LIST_LIFE), keys);
  }

  /** The platform's own keys that end within 30 days and have no successor yet. */
  public List<KeyAlarm> due() {
    var now = now();
    return rows().stream()
        .map(PlatformKeyRows.Row::key)
        .filter(key -> !key.revoked() && key.validity().notAfter().isAfter(now))
        .filter(key -> key.validity().notAfter().isBefore(now.plus(30, ChronoUnit.DAYS)))
        .filter(key -> !isSucceeded(key, key.validity().notAfter()))
        .map(key -> KeyDates.alarm(key.keyId(), "platform", key.validity().notAfter(), now))
        .toList();
  }

  private boolean isSucceeded(PlatformKey key, Instant at) {
    return rows().stream()
        .map(PlatformKeyRows.Row::key)
        .anyMatch(other ->
            other.use() == key.use()
                && other.algorithm() == key.algorithm()
                && !other.revoked()
                && other.validity().notBefore().isAfter(key.validity().notBefore())
                && !other.validity().notBefore().isAfter(at));
  }

  private Signer signer(Use use, SignatureAlgorithm algorithm) {
    var row = currentRow(use, algorithm);
    return signers.computeIfAbsent(row.key().keyId(), _ -> opened(row));
  }

  private Signer opened(PlatformKeyRows.Row row) {
    var key = row.key();
    var pem = new String(cipher.open(key.keyId(), row.privateSeal()), StandardCharsets.US_ASCII);
    return Signatures.signer(key.keyId(), key.algorithm(), pem);
  }

  /** The newest that counts; the first is made under the lock, so that nodes agree on it. */
  private PlatformKeyRows.Row currentRow(Use use, SignatureAlgorithm algorithm) {
    return newest(rows(), use, algorithm).orElseGet(() -> makeFirst(use, algorithm));
  }

  private PlatformKeyRows.Row makeFirst(Use use, SignatureAlgorithm algorithm) {
    var fresh = made(use, algorithm, now());
    var row =
        database.write(tx -> {
          changes.note(tx);
          var earlier = newest(rows.all(tx), use, algorithm);
          if (earlier.isEmpty()) {
            rows.add(tx, fresh, now());
          }
          return earlier.orElse(fresh);
        });
    changes.forget();
    return row;
  }

  private Optional<PlatformKeyRows.Row> newest(
      List<PlatformKeyRows.Row> all, Use use, SignatureAlgorithm algorithm) {
    var now = now();
    return all.stream()
        .filter(row -> row.key().use() == use && row.key().algorithm() == algorithm)
        .filter(row -> !row.key().revoked())
        .filter(row -> !now.isBefore(row.key().validity().notBefore()))
        .filter(row -> now.isBefore(row.key().validity().notAfter()))
        .max(Comparator.comparing(row -> row.key().validity().notBefore()));
  }

  private PlatformKeyRows.Row made(Use use, SignatureAlgorithm algorithm, Instant notBefore) {
    var pair = KeyPairText.generate(algorithm);
    var octets = new byte[12];
    random.nextBytes(octets);
    var keyId = "P" + HexFormat.of().withUpperCase().formatHex(octets);
    var life = use == Use.ROOT ? ROOT_LIFE : PartyKeys.LONGEST;
    var validity = new PartyKey.Validity(notBefore, notBefore.plus(life));
    return new PlatformKeyRows.Row(
        new PlatformKey(keyId, use, algorithm, pair.publicPem(), validity, false),
        cipher.seal(keyId, pair.privatePem().getBytes(StandardCharsets.US_ASCII)));
  }

  private void add(Connection tx, PlatformKeyRows.Row row) throws SQLException {
    changes.note(tx);
    rows.add(tx, row, now());
  }

  private List<PlatformKeyRows.Row> rows() {
    changes.look();
    var known = cached;
    if (known != null) {
      return known;
    }
    long generation = changes.generation();
    var loaded = database.read(rows::all);
    cached = loaded;
    if (changes.generation() != generation) {
      cached = null;
    }
    return loaded;
  }

  private void forget() {
    cached = null;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
