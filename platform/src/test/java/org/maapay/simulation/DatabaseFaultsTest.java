package org.maapay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.database.TestDatabase;

/**
 * The database fails while many pay: each payment is refused or tried again and never half done,
 * and the platform goes on without a restart. {@code -Dmaapay.simulation.seed} says which faults.
 */
@Timeout(120)
@Isolated("it waits for nobody longer than a second, and fills a disk of the shared server")
class DatabaseFaultsTest {
  private static final long SEED = Long.getLong("maapay.simulation.seed", System.nanoTime());
  private static final int DISK = 64 << 20;

  private final Random random = new Random(SEED);

  @Test
  @Clause("6.1.1-2")
  void slow_connections_that_are_cut_neither_lose_nor_double_a_payment() throws Exception {
    try (var wire = new SlowWire();
        var platform = new TestPlatform(TestDatabase.create(wire::to))) {
      var buyers = new Buyers(platform, SEED);
      buyers.buyDuring(() -> {
        // Now and then longer than anybody waits for an answer.
        wire.delay(random.nextInt(8) == 0 ? 1_300 : random.nextInt(8));
        Buyers.pause(50 + random.nextInt(250));
        if (random.nextBoolean()) {
          wire.cut();
        }
      });
      wire.delay(0);
      Buyers.pause(1_500); // What is on its way is passed on or given up.
      assertThat(buyers.failed()).as("seed " + SEED).isPositive();
      buyers.assertEverythingIsPaidOnce();
    }
  }

  @Test
  @Clause("6.1.1-2")
  void a_full_disk_refuses_payments_and_leaves_none_half_done(
      @TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
    try (var disk = new SmallDisk(folder, DISK)) {
      var platform = new TestPlatform(TestDatabase.create(disk.folder("tables")));
      var name = platform.database.read(tx -> tx.getCatalog());
      try (platform) {
        var buyers = new Buyers(platform, SEED);
        buyers.buyAMoment();
        disk.fill();
        buyers.buyDuring(() -> Buyers.pause(20));
        assertThat(buyers.failed()).as("refused").isPositive();
        disk.empty();
        buyers.assertEverythingIsPaidOnce();
      } finally {
        TestDatabase.drop(name);
      }
    }
  }
}
