package org.maapay.payer;

import java.security.SecureRandom;
import java.util.Base64;

/** The two names that the SDK keeps: what it calls itself on this device, and its key's alias. */
final class DeviceNames {
  private static final String DEVICE = "maapay.device";
  private static final String ALIAS = "maapay.alias";

  private final Store store;
  private final SecureRandom random;

  DeviceNames(Store store, SecureRandom random) {
    this.store = store;
    this.random = random;
  }

  /** An opaque name, made at the first payment; it tells nothing of device or user. */
  String device() {
    var known = store.get(DEVICE);
    if (known != null) {
      return known;
    }
    var octets = new byte[16];
    random.nextBytes(octets);
    var made = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    store.put(DEVICE, made);
    return made;
  }

  /** The alias of the key that was registered; empty if none was. */
  String alias() {
    var known = store.get(ALIAS);
    return known == null ? "" : known;
  }

  void registered(String alias) {
    store.put(ALIAS, alias);
  }

  void forget() {
    store.remove(ALIAS);
  }
}
