package org.maapay.simulator.bank;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** What is to go wrong with the next calls; each is counted down by the call it spoils. */
final class BankFaults {
  private int dropBeforeBooking;
  private int dropAfterBooking;
  private int decline;
  private Duration processing = Duration.ZERO;

  /** What is to happen to one call. */
  record Fate(boolean dropBefore, boolean dropAfter, boolean decline, Duration processing) {}

  synchronized void change(JsonNode wish) {
    dropBeforeBooking = wish.path("timeoutBeforeBooking").asInt(0);
    dropAfterBooking = wish.path("timeoutAfterBooking").asInt(0);
    decline = wish.path("decline").asInt(0);
    processing = Duration.ofMillis(wish.path("processingMillis").asLong(0));
  }

  synchronized Fate next() {
    var fate = new Fate(dropBeforeBooking > 0, dropAfterBooking > 0, decline > 0, processing);
    dropBeforeBooking = Math.max(0, dropBeforeBooking - 1);
    dropAfterBooking = Math.max(0, dropAfterBooking - 1);
    decline = Math.max(0, decline - 1);
    processing = Duration.ZERO;
    return fate;
  }
}
