package org.maapay.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.database.DatabaseException;
import org.maapay.database.OwnServer;
import org.maapay.database.TestDatabase;

/** A server of its own stops while many pay and is started again; the platform goes on. */
@Timeout(120)
class StoppedDatabaseTest {
  private static final long SEED = Long.getLong("maapay.simulation.seed", System.nanoTime());
  private static final int DISK = 192 << 20;

  /** PostgreSQL stops itself when it cannot write its log, and is started again with room. */
  @Test
  @Clause("6.1.1-2")
  void a_full_disk_under_the_log_stops_the_database_and_loses_no_payment(
      @TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
    try (var disk = new SmallDisk(folder, DISK);
        var server = new OwnServer(disk.folder("server"));
        var platform = new TestPlatform(TestDatabase.on(server))) {
      var buyers = new Buyers(platform, SEED);
      buyers.buyAMoment();
      disk.fill();
      assertThatThrownBy(() -> server.sql("SELECT pg_switch_wal(); CHECKPOINT"))
          .as("no room for more log")
          .isInstanceOf(SQLException.class);
      buyers.buyDuring(() -> Buyers.pause(20));
      assertThat(buyers.failed()).as("refused").isPositive();
      disk.empty();
      server.startAgain();
      awaitConnections(platform);
      buyers.assertEverythingIsPaidOnce();
    }
  }

  /** The pool's own pause between two tries grows to ten seconds. */
  private static void awaitConnections(TestPlatform platform) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!isConnected(platform)) {
      assertThat(System.nanoTime()).as("connected again").isLessThan(end);
    }
  }

  private static boolean isConnected(TestPlatform platform) {
    try {
      return platform.database.read(tx -> tx.isValid(1));
    } catch (DatabaseException e) {
      return false; // Which took the pool's patience.
    }
  }
}
