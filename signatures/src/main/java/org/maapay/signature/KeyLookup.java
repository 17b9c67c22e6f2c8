package org.maapay.signature;

import java.util.Optional;

/**
 * Finds the record of a key by its id. Called once per message, so it should answer from memory.
 */
@FunctionalInterface
public interface KeyLookup {
  Optional<VerificationKey> find(String keyId);
}
