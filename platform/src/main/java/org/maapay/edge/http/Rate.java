package org.maapay.edge.http;

/**
 * How often somebody may call.
 *
 * @param perSecond lasting rate
 * @param burst how many at once after a pause
 */
public record Rate(int perSecond, int burst) {
  public Rate {
    if (perSecond < 1 || burst < 1) {
      throw new IllegalArgumentException("a rate is at least one");
    }
  }
}
