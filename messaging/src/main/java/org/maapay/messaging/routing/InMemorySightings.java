package org.maapay.messaging.routing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.maapay.messaging.PhoneNumber;

/** What one process saw; users not met for longest go first. */
public final class InMemorySightings implements Sightings {
  private static final int MOST = 200_000;

  private final Map<PhoneNumber, Sighting> known = new ByUse();

  @Override
  public synchronized void saw(PhoneNumber user, Sighting sighting) {
    known.merge(user, sighting, (old, now) -> now.at().isBefore(old.at()) ? old : now);
  }

  @Override
  public synchronized void lost(PhoneNumber user, String operator) {
    known.computeIfPresent(
        user, (_, sighting) -> sighting.operator().equals(operator) ? null : sighting);
  }

  @Override
  public synchronized Optional<Sighting> last(PhoneNumber user) {
    return Optional.ofNullable(known.get(user));
  }

  private static final class ByUse extends LinkedHashMap<PhoneNumber, Sighting> {
    private static final long serialVersionUID = 1;

    ByUse() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<PhoneNumber, Sighting> eldest) {
      return size() > MOST;
    }
  }
}
