package org.maapay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.database.TestDatabase;

/** The database ends connections while many pay, as when it is told to or runs out of memory. */
@Timeout(120)
class LostConnectionsTest {
  private static final long SEED = Long.getLong("maapay.simulation.seed", System.nanoTime());

  private final Random random = new Random(SEED);

  @Test
  @Clause("6.1.1-2")
  void lost_connections_neither_lose_nor_double_a_payment() throws Exception {
    try (var platform = new TestPlatform()) {
      var name = platform.database.read(tx -> tx.getCatalog());
      var buyers = new Buyers(platform, SEED);
      buyers.buyDuring(() -> {
        TestDatabase.sql(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = '%s' ORDER BY pid OFFSET %d LIMIT 1
            """
                .formatted(name, random.nextInt(6)));
        Buyers.pause(10 + random.nextInt(60));
      });
      assertThat(buyers.failed()).as("seed " + SEED).isPositive();
      buyers.assertEverythingIsPaidOnce();
    }
  }
}
