package org.maapay.merchant;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maapay.signature.KeyLookup;
import org.maapay.signature.VerificationKey;

/** The platform's keys that this merchant knows, and the version of the list they came from. */
final class KeyRing implements KeyLookup {
  private final Map<String, VerificationKey> given;
  private final InstantSource clock;
  private volatile Listed listed;

  KeyRing(Map<String, VerificationKey> given, long leastVersion, InstantSource clock) {
    this.clock = clock;
    this.given = Map.copyOf(given);
    this.listed = new Listed(leastVersion, Instant.MAX, Map.of());
  }

  private record Listed(long version, Instant expires, Map<String, VerificationKey> keys) {}

  /** A list that has expired holds no key: who asks will fetch a new one. */
  @Override
  public Optional<VerificationKey> find(String keyId) {
    var now = listed;
    if (now.keys().isEmpty()) {
      return Optional.ofNullable(given.get(keyId));
    }
    return clock.instant().isBefore(now.expires())
        ? Optional.ofNullable(now.keys().get(keyId))
        : Optional.empty();
  }

  long version() {
    return listed.version();
  }

  /** Takes a list over, unless one with a higher version was taken before. */
  synchronized boolean take(long version, Instant expires, List<VerificationKey> keys) {
    if (version < listed.version()) {
      return false;
    }
    Map<String, VerificationKey> byId = new HashMap<>();
    keys.forEach(key -> byId.put(key.keyId(), key));
    listed = new Listed(version, expires, Map.copyOf(byId));
    return true;
  }
}
