package org.maapay.keys.signing;

import java.time.Instant;
import java.util.List;
import org.maapay.signature.VerificationKey.State;

/**
 * The list of the platform's keys that parties fetch.
 *
 * @param version never goes back; a reader refuses a lower one than it has seen
 * @param expires when a reader must have fetched the list again
 */
public record PublishedKeys(long version, Instant expires, List<Entry> keys) {
  public record Entry(PlatformKey key, State state) {}

  public PublishedKeys {
    keys = List.copyOf(keys);
  }
}
