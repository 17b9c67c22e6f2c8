package org.maapay.messaging.routing;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether somebody outside answers. After some calls without an answer it counts as down; then one
 * call at a time tries again, after pauses that double.
 */
public final class Health {
  private static final int FAILURES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private int failures;
  private Duration pause = FIRST_PAUSE;
  private Instant nextTry = Instant.MIN;

  public synchronized boolean down() {
    return failures >= FAILURES;
  }

  /** True if a call may be made now; while the operator is down, for one caller in each pause. */
  public synchronized boolean mayCall(Instant now) {
    if (!down()) {
      return true;
    }
    if (now.isBefore(nextTry)) {
      return false;
    }
    nextTry = now.plus(pause);
    return true;
  }

  public synchronized void answered() {
    failures = 0;
    pause = FIRST_PAUSE;
  }

  public synchronized void silent(Instant now) {
    if (down()) {
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
    failures++;
    nextTry = now.plus(pause);
  }
}
