package org.maapay.risk;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.maapay.kernel.MerchantId;

/**
 * How many requests there were in the running stretch of time: this node's in its memory, which
 * costs a payment nothing, and the other nodes' as far as they told.
 */
final class RequestCounts {
  private static final int REMEMBERED = 200_000;

  private final SequencedMap<Counted, Stretch> stretches = new LinkedHashMap<>(64, 0.75f, true);

  /** What is counted: requests of a merchant to a payer, under a rule. */
  record Counted(String rule, MerchantId merchant, String payer) {}

  /** What this node counts, and until when. */
  record Own(int count, Instant until) {}

  private record Stretch(Instant until, int count, int others) {}

  /** What counts in the stretch that holds {@code now}, on all nodes. */
  synchronized int count(Counted key, Instant now) {
    var stretch = stretches.get(key);
    return stretch == null || isOver(stretch, now) ? 0 : stretch.count() + stretch.others();
  }

  /** Counts one more; returns how many this node has now. */
  synchronized int add(Counted key, Duration length, Instant now) {
    var stretch = stretches.get(key);
    var next =
        stretch == null || isOver(stretch, now)
            ? new Stretch(now.plus(length), 1, 0)
            : new Stretch(stretch.until(), stretch.count() + 1, stretch.others());
    stretches.put(key, next);
    if (stretches.size() > REMEMBERED) {
      stretches.pollFirstEntry();
    }
    return next.count();
  }

  /** What this node counts in the running stretch; empty if there is none. */
  synchronized Optional<Own> own(Counted key, Instant now) {
    return Optional.ofNullable(stretches.get(key))
        .filter(stretch -> !isOver(stretch, now))
        .map(stretch -> new Own(stretch.count(), stretch.until()));
  }

  /** Notes what the other nodes count. */
  synchronized void others(Counted key, int count) {
    stretches.computeIfPresent(
        key, (_, stretch) -> new Stretch(stretch.until(), stretch.count(), count));
  }

  private static boolean isOver(Stretch stretch, Instant now) {
    return !now.isBefore(stretch.until());
  }
}
