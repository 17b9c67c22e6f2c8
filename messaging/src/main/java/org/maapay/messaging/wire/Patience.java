package org.maapay.messaging.wire;

import java.time.Duration;
import java.util.List;

/**
 * How long a client waits for an operator.
 *
 * @param timeout for one call
 * @param pauses before each further try of a refusal that passes
 */
public record Patience(Duration timeout, List<Duration> pauses) {
  public static final Patience STANDARD =
      new Patience(
          Duration.ofSeconds(5),
          List.of(Duration.ofMillis(300), Duration.ofMillis(900), Duration.ofMillis(2000)));

  public Patience {
    pauses = List.copyOf(pauses);
  }
}
