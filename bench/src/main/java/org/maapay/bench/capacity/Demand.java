package org.maapay.bench.capacity;

/**
 * What users do at most: the peak that throughput is designed for (6.4-3).
 *
 * @param users who have an account
 * @param paymentsOfUser payments of one user on the busiest day
 * @param busiestHour the share of a day's payments that falls into its busiest hour, above 0 to 1
 * @param surge how many times the mean of that hour its busiest moment is, at least 1
 */
record Demand(long users, double paymentsOfUser, double busiestHour, double surge) {
  private static final int SECONDS_OF_HOUR = 3_600;

  Demand {
    if (users < 1 || paymentsOfUser <= 0) {
      throw new IllegalArgumentException("users and their payments must be above 0");
    }
    if (!(busiestHour > 0 && busiestHour <= 1) || !(surge >= 1)) {
      throw new IllegalArgumentException(
          "the busiest hour has a share above 0 and up to 1, and a surge is at least 1");
    }
  }

  /** Payments on the busiest day. */
  double paymentsOfDay() {
    return users * paymentsOfUser;
  }

  /** Payments a second at the busiest moment. */
  double peak() {
    return paymentsOfDay() * busiestHour / SECONDS_OF_HOUR * surge;
  }
}
