package org.maapay.ledger.hold;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.maapay.posting.Lanes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock's work: frees what is left of holds past their end, lane by lane, so many at a time. A
 * freeze and the hold of an attempt have no end and are never found here.
 */
public final class HoldExpiry {
  private static final Logger LOG = LoggerFactory.getLogger(HoldExpiry.class);
  private static final int MOST = 500;

  private static final int THREADS = 4;

  private final Lanes lanes;
  private final Holds holds;
  private final InstantSource clock;

  public HoldExpiry(Lanes lanes, Holds holds, InstantSource clock) {
    this.lanes = lanes;
    this.holds = holds;
    this.clock = clock;
  }

  /** Frees up to 500 in each lane; returns how many. */
  public int run() {
    var now = clock.instant();
    int freed = 0;
    for (int lane = 0; lane < lanes.count(); lane++) {
      freed += expire(holds.due(lane, now, MOST));
    }
    return freed;
  }

  private int expire(List<HoldId> due) {
    if (due.isEmpty()) {
      return 0;
    }
    var freed = new AtomicInteger();
    try (var threads = Executors.newFixedThreadPool(THREADS)) { // They wait for the disk together.
      due.forEach(id ->
          threads.execute(() -> {
            if (isExpired(id)) {
              freed.incrementAndGet();
            }
          }));
    }
    return freed.get();
  }

  /** One that cannot be freed holds up none of the others; it is found again. */
  private boolean isExpired(HoldId id) {
    try {
      return holds.expire(id) instanceof Expiring.Expired;
    } catch (RuntimeException e) {
      LOG.error("hold {} is past its end and not free", id.value(), e);
      return false;
    }
  }
}
