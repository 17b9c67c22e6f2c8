package org.maapay.merchant;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.maapay.merchant.Wire.Call;
import org.maapay.merchant.Wire.Given;
import org.maapay.signature.JdkSignatures;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureVerifier;
import org.maapay.signature.VerificationKey;

/**
 * The platform's keys, fetched from the platform and believed only when its root key signed them.
 * New keys appear a week ahead; a list older than one that was seen is refused.
 */
public final class PlatformKeys {
  private static final String PATH = "/v1/platform-keys";
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(60);

  private final Wire wire;
  private final URI baseUrl;
  private final KeyRing ring;
  private final Optional<SignatureVerifier> root;
  private final InstantSource clock;
  private final AtomicReference<Instant> lastTried = new AtomicReference<>(Instant.MIN);

  PlatformKeys(Wire wire, URI baseUrl, KeyRing ring, Trust trust) {
    this.wire = wire;
    this.baseUrl = baseUrl;
    this.ring = ring;
    this.root = trust.root();
    this.clock = trust.clock();
  }

  record Trust(Optional<SignatureVerifier> root, InstantSource clock) {}

  /** How fetching the keys ended. */
  public sealed interface Refreshed {
    /** The list is in use; keep {@code version} and give it to the builder after a restart. */
    record Taken(long version, Instant expires, List<String> keyIds) implements Refreshed {}

    /** Nothing changed: no answer, a wrong signature, a list that is older or has expired. */
    record Kept(String why) implements Refreshed {}
  }

  /** Returns the version of the list in use. */
  public long version() {
    return ring.version();
  }

  /** Fetches the keys now. */
  public Refreshed refresh() {
    if (root.isEmpty()) {
      return new Refreshed.Kept("no root key is configured");
    }
    lastTried.set(clock.instant());
    var call = new Call("GET", URI.create(baseUrl + PATH), "", new byte[0], Optional.empty());
    var outcome = wire.unsigned(call, keyId -> Optional.of(rootKey(keyId)));
    if (!(outcome instanceof Given given)) {
      return new Refreshed.Kept(((Wire.Lost) outcome).why());
    }
    try {
      return given.status() == 200
          ? taken(Fields.of(given.body()))
          : new Refreshed.Kept("status " + given.status());
    } catch (Json.Malformed | IllegalArgumentException unreadable) {
      return new Refreshed.Kept("the list cannot be read: " + unreadable.getMessage());
    }
  }

  /** An answer or callback names an unknown key: look once, but never let strangers drive us. */
  void refreshOnce() {
    var now = clock.instant();
    var last = lastTried.get();
    if (root.isPresent()
        && (last.equals(Instant.MIN) || !now.isBefore(last.plus(SHORTEST_INTERVAL)))
        && lastTried.compareAndSet(last, now)) {
      var unused = refresh();
    }
  }

  private Refreshed taken(Fields fields) throws Json.Malformed {
    long version = fields.integer("version");
    var expires = fields.instant("expires");
    if (version < ring.version()) {
      return new Refreshed.Kept("version " + version + " is older than " + ring.version());
    } else if (!clock.instant().isBefore(expires)) {
      return new Refreshed.Kept("the list has expired");
    }
    List<VerificationKey> keys = new ArrayList<>();
    for (var item : fields.items("keys")) {
      key(Fields.of(item)).ifPresent(keys::add);
    }
    if (keys.isEmpty()) {
      return new Refreshed.Kept("the list holds no key that can be used");
    }
    return ring.take(version, expires, keys)
        ? new Refreshed.Taken(version, expires, keys.stream().map(VerificationKey::keyId).toList())
        : new Refreshed.Kept("a newer list came meanwhile");
  }

  /** A key of an algorithm that the JDK has not is passed over. */
  private static Optional<VerificationKey> key(Fields fields) throws Json.Malformed {
    var algorithm = SignatureAlgorithm.named(fields.text("alg"));
    if (algorithm.isEmpty() || algorithm.get() == SignatureAlgorithm.SM2_SM3) {
      return Optional.empty();
    }
    return Optional.of(
        new VerificationKey(
            fields.text("keyId"),
            JdkSignatures.verifier(algorithm.get(), fields.text("publicKeyPem")),
            fields.instant("notBefore"),
            fields.instant("notAfter"),
            VerificationKey.State.valueOf(fields.text("state"))));
  }

  /** The root key has no id of its own on the wire: whatever id is named, only it will do. */
  private VerificationKey rootKey(String keyId) {
    return new VerificationKey(
        keyId, root.orElseThrow(), Instant.MIN, Instant.MAX, VerificationKey.State.ACTIVE);
  }
}
