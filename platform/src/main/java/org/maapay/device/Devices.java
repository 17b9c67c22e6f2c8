package org.maapay.device;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.maapay.database.Database;
import org.maapay.database.Look;
import org.maapay.database.SharedCommit;
import org.maapay.device.DeviceKey.Kind;
import org.maapay.device.DeviceProof.Asserted;
import org.maapay.device.DeviceProof.Signed;
import org.maapay.device.DeviceRows.Challenge;
import org.maapay.device.DeviceRows.Stored;
import org.maapay.device.DeviceRows.Taken;
import org.maapay.device.NewDevice.Browser;
import org.maapay.device.NewDevice.Handset;
import org.maapay.device.webauthn.WebAuthn;
import org.maapay.kernel.UserId;
import org.maapay.keys.RecordCipher;

/**
 * Users' devices as a factor of their own (6.5-8a): something a user has, unlocked by what he is. A
 * challenge is signed once, within a minute, for one payment; that it is used up is committed
 * before the signature is looked at.
 */
public final class Devices {
  /** How long a device may take to sign. */
  public static final Duration TO_SIGN = Duration.ofSeconds(60);

  private static final Duration TO_ENROL = Duration.ofMinutes(5);
  private static final Duration KEPT = Duration.ofHours(1);
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final DeviceRows rows = new DeviceRows();
  private final SecureRandom random = new SecureRandom();
  private final Database database;
  private final SharedCommit<Challenge, Boolean> issued;
  private final Enrolments enrolments;
  private final WebAuthn webAuthn;
  private final InstantSource clock;

  /**
   * Sets devices up.
   *
   * @param enrolments seals the leaves to register a device
   * @param webAuthn for the origin at which browsers' keys are made and used
   */
  public Devices(
      Database database, RecordCipher enrolments, WebAuthn webAuthn, InstantSource clock) {
    this.database = database;
    this.enrolments = new Enrolments(enrolments);
    this.issued =
        SharedCommit.bucketed(database, Challenge::name, it -> it.user().bucket(), this::store);
    this.webAuthn = webAuthn;
    this.clock = clock;
  }

  /** The user's keys that count, oldest first. */
  public List<DeviceKey> of(UserId user) {
    return database.read(tx -> DeviceRows.look(user).in(tx));
  }

  /** The same, to be asked with others. */
  public Look<List<DeviceKey>> look(UserId user) {
    return DeviceRows.look(user);
  }

  /** A fresh challenge for a payment: 22 characters. */
  public String challenge(SigningPurpose what) {
    return issue(what.user(), what.digest(), TO_SIGN);
  }

  /**
   * Checks a signature and uses its challenge up. Never called inside a transaction.
   *
   * @param what what the caller is about to do; the challenge must have been issued for just that
   */
  public Proving prove(SigningPurpose what, DeviceProof proof) {
    var now = clock.instant();
    var user = what.user();
    var taken = take(user, proof.challenge(), now);
    if (taken.isEmpty()) {
      return database.read(tx -> rows.wasIssued(tx, user, proof.challenge()))
          ? new Proving.Used()
          : new Proving.Foreign();
    }
    if (!now.isBefore(taken.get().expiresAt())) {
      return new Proving.Expired();
    }
    if (!MessageDigest.isEqual(taken.get().binding(), what.digest())) {
      return new Proving.Foreign();
    }
    var stored = database.read(tx -> rows.find(tx, user, proof.keyId()));
    if (stored.isEmpty()) {
      return new Proving.KeyUnknown();
    }
    var count = signCount(stored.get(), what.text(proof.challenge()), proof);
    return count.isPresent() && use(user, proof.keyId(), stored.get(), count.get(), now)
        ? new Proving.Proved()
        : new Proving.Wrong();
  }

  /**
   * Leave to register one device in {@code session}, within five minutes. Whoever calls has just
   * seen the user's password accepted.
   */
  public String enrolment(UserId user, String session) {
    return enrolments.issue(user, session, clock.instant().plus(TO_ENROL));
  }

  /** Registers a device; one that is known under the same name is replaced. */
  public Enrolling enrol(UserId user, String session, String enrolment, NewDevice device) {
    var now = clock.instant();
    var leave = enrolments.find(user, session, enrolment);
    if (leave.isEmpty()
        || !now.isBefore(leave.get().expiresAt())
        || !useUp(user, session, leave.get(), now)) {
      return new Enrolling.LeaveGone();
    }
    return switch (device) {
      case Handset handset -> enrol(user, enrolment, handset, now);
      case Browser browser -> enrol(user, enrolment, browser, now);
    };
  }

  /** Revokes a key at once; false if the user has none of that name. */
  public boolean revoke(UserId user, String keyId) {
    return database.write(tx -> rows.revoke(tx, user, keyId, clock.instant()));
  }

  /** Deletes challenges that ended an hour ago; call it every few minutes. */
  public int purge() {
    return database.write(tx -> rows.deleteBefore(tx, clock.instant().minus(KEPT)));
  }

  private Enrolling enrol(UserId user, String enrolment, Handset handset, Instant now) {
    var text = SigningPurpose.enrolmentText(enrolment);
    return EcKeys.verifies(handset.publicKey(), text, handset.signature())
        ? store(
            user,
            new DeviceKey(handset.keyId(), Kind.SDK, handset.label()),
            new Stored(Kind.SDK, handset.publicKey(), 0),
            now)
        : new Enrolling.KeyRefused();
  }

  private Enrolling enrol(UserId user, String enrolment, Browser browser, Instant now) {
    var challenge = SigningPurpose.sha256(SigningPurpose.enrolmentText(enrolment));
    return webAuthn
        .register(browser.clientData(), browser.attestation(), challenge)
        .map(made ->
            store(
                user,
                new DeviceKey(made.id(), Kind.WEBAUTHN, browser.label()),
                new Stored(Kind.WEBAUTHN, made.credential(), made.signCount()),
                now))
        .orElseGet(Enrolling.KeyRefused::new);
  }

  private Enrolling store(UserId user, DeviceKey key, Stored stored, Instant now) {
    database.run(tx -> rows.store(tx, user, key, stored, now));
    return new Enrolling.Enrolled(key);
  }

  /** The key's counter after this signature, 0 if it has none; empty if the signature is wrong. */
  private Optional<Long> signCount(Stored stored, byte[] text, DeviceProof proof) {
    return switch (proof) {
      case Signed(_, _, var signature) ->
          stored.kind() == Kind.SDK && EcKeys.verifies(stored.publicKey(), text, signature)
              ? Optional.of(0L)
              : Optional.empty();
      case Asserted asserted ->
          stored.kind() == Kind.WEBAUTHN ? signCount(stored, text, asserted) : Optional.empty();
    };
  }

  private Optional<Long> signCount(Stored stored, byte[] text, Asserted proof) {
    return webAuthn.check(
        new WebAuthn.Credential(proof.keyId(), stored.publicKey(), stored.signCount()),
        new WebAuthn.Assertion(proof.clientData(), proof.authenticatorData(), proof.signature()),
        SigningPurpose.sha256(text));
  }

  private boolean use(UserId user, String keyId, Stored stored, long count, Instant now) {
    return database.write(tx -> rows.use(tx, user, keyId, stored, count, now));
  }

  private Optional<Taken> take(UserId user, String challenge, Instant now) {
    return database.write(tx -> rows.take(tx, user, challenge, now));
  }

  private boolean useUp(UserId user, String session, Enrolments.Leave leave, Instant now) {
    var digest = SigningPurpose.enrolmentDigest(session);
    var used = new Challenge(user, leave.name(), digest, leave.expiresAt());
    return database.write(tx -> rows.addUsed(tx, used, now));
  }

  private List<Boolean> store(Connection tx, List<Challenge> all) throws SQLException {
    rows.addChallenges(tx, all);
    return all.stream().map(_ -> true).toList();
  }

  private String issue(UserId user, byte[] binding, Duration life) {
    var octets = new byte[16];
    random.nextBytes(octets);
    var challenge = BASE64.encodeToString(octets);
    Arrays.fill(octets, (byte) 0);
    issued.ask(new Challenge(user, challenge, binding, clock.instant().plus(life)));
    return challenge;
  }
}
