package org.maapay.bench.capacity;

/**
 * What a demand takes. Processors are counted as those that the cost was measured on, and busy up
 * to a share: the rest is for what no mean shows, and for a node that is lost.
 *
 * @param busy how busy processors may be at the peak, above 0 and below 1
 */
record Need(Demand demand, Cost cost, double busy) {
  private static final int DAYS_OF_YEAR = 365;

  Need {
    if (!(busy > 0 && busy < 1)) {
      throw new IllegalArgumentException("processors may be busy by a share above 0 and below 1");
    }
  }

  /** Processors of all servers together. */
  double serverCores() {
    return cores(cost.serverMicros());
  }

  /** Processors of all databases together. */
  double databaseCores() {
    return cores(cost.databaseMicros());
  }

  /** What is written ahead at the peak, in bytes a second. */
  double walOfSecond() {
    return demand.peak() * cost.walBytes();
  }

  /** What the books grow by in a year of busiest days, in bytes. */
  double storedOfYear() {
    return demand.paymentsOfDay() * cost.storedBytes() * DAYS_OF_YEAR;
  }

  /** What the log of calls grows by on the busiest day, in bytes. */
  double loggedOfDay() {
    return demand.paymentsOfDay() * cost.loggedBytes();
  }

  /** Messages to handsets a second at the peak: the order and its result. */
  double messages() {
    return 2 * demand.peak();
  }

  /** How many databases it takes if one has {@code cores}; the log goes with the orders. */
  int databases(int cores) {
    return (int) Math.ceil(databaseCores() / cores);
  }

  private double cores(double micros) {
    return demand.peak() * micros / 1e6 / busy;
  }
}
