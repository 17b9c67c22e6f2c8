package org.maapay.server;

import java.time.InstantSource;

/**
 * The two times of the platform.
 *
 * @param business what orders, locks and schedules go by; the demo may advance it
 * @param wall what the freshness of signatures is judged by; never moved
 */
public record Clocks(InstantSource business, InstantSource wall) {
  /** Both are the machine's clock, as in production. */
  public static Clocks system() {
    return new Clocks(InstantSource.system(), InstantSource.system());
  }
}
