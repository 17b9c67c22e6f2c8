package org.maapay.messaging.routing;

import java.time.Instant;
import java.util.Optional;
import org.maapay.messaging.Chatbot.Capability;
import org.maapay.messaging.PhoneNumber;

/**
 * Where users were last met: an uplink or a report of delivery proves that an operator serves a
 * number. In a cluster all nodes share one store.
 */
public interface Sightings {
  /** Remembers a sighting, unless a later one is known. */
  void saw(PhoneNumber user, Sighting sighting);

  /** Forgets that {@code operator} serves {@code user}, if that is what is known. */
  void lost(PhoneNumber user, String operator);

  Optional<Sighting> last(PhoneNumber user);

  /** Where and when a user was met, and what the handset took. */
  record Sighting(String operator, Capability capability, Instant at) {}
}
