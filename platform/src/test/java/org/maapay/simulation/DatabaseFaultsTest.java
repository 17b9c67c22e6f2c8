package org.maapay.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.database.DatabaseException;
import org.maapay.database.OwnServer;
import org.maapay.database.TestDatabase;

/**
 * The database fails while many pay: each payment is refused or tried again and never half done,
 * and the platform goes on without a restart. {@code -Dmaapay.simulation.seed} says which faults.
 */
@Timeout(120)
@Isolated("it kills connections of the shared server and fills disks")
class DatabaseFaultsTest {
  private static final long SEED = Long.getLong("maapay.simulation.seed", System.nanoTime());
  private static final Duration FAULTS = Duration.ofSeconds(3);
  private static final int DISK = 64 << 20;
  private static final int DISK_WITH_LOG = 192 << 20;
  private static final int ROOM = 128 << 10;

  private final Random random = new Random(SEED);

  @Test
  @Clause("6.1.1-2")
  void lost_connections_neither_lose_nor_double_a_payment() throws Exception {
    try (var platform = new TestPlatform()) {
      var name = name(platform);
      var buyers = new Buyers(platform, SEED);
      during(
          buyers,
          () -> {
            TestDatabase.sql(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE datname = '%s' ORDER BY pid OFFSET %d LIMIT 1
                """
                    .formatted(name, random.nextInt(6)));
            pause(10 + random.nextInt(60));
          });
      assertThat(buyers.failed()).as("seed " + SEED).isPositive();
      buyers.assertEverythingIsPaidOnce();
    }
  }

  @Test
  @Clause("6.1.1-2")
  void slow_connections_that_are_cut_neither_lose_nor_double_a_payment() throws Exception {
    try (var wire = new SlowWire();
        var platform = new TestPlatform(TestDatabase.create(wire::to))) {
      var buyers = new Buyers(platform, SEED);
      during(
          buyers,
          () -> {
            // Now and then longer than anybody waits for an answer.
            wire.delay(random.nextInt(8) == 0 ? 1_300 : random.nextInt(8));
            pause(50 + random.nextInt(250));
            if (random.nextBoolean()) {
              wire.cut();
            }
          });
      wire.delay(0);
      pause(1_500); // What is on its way is passed on or given up.
      assertThat(buyers.failed()).as("seed " + SEED).isPositive();
      buyers.assertEverythingIsPaidOnce();
    }
  }

  @Test
  @Clause("6.1.1-2")
  void a_full_disk_refuses_payments_and_leaves_none_half_done(
      @TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
    mount(folder, DISK);
    var tables = Files.createDirectory(folder.resolve("tables"));
    var name = "";
    try (var platform = new TestPlatform(TestDatabase.create(tables))) {
      name = name(platform);
      var buyers = new Buyers(platform, SEED);
      buyers.buyUntil(System.nanoTime() + Duration.ofMillis(500).toNanos());
      var ballast = fill(folder);
      during(buyers, () -> pause(20));
      assertThat(buyers.failed()).as("refused").isPositive();
      Files.delete(ballast);
      buyers.assertEverythingIsPaidOnce();
    } finally {
      if (!name.isEmpty()) {
        TestDatabase.drop(name);
      }
      run("umount", "-l", folder.toString());
    }
  }

  /** PostgreSQL stops itself when it cannot write its log, and is started again with room. */
  @Test
  @DisabledIfSystemProperty(
      named = "maapay.lanes",
      matches = ".*",
      disabledReason = "once is enough")
  @Clause("6.1.1-2")
  void a_full_disk_under_the_log_stops_the_database_and_loses_no_payment(
      @TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
    mount(folder, DISK_WITH_LOG);
    try (var server = new OwnServer(Files.createDirectory(folder.resolve("server")));
        var platform = new TestPlatform(TestDatabase.on(server))) {
      var buyers = new Buyers(platform, SEED);
      buyers.buyUntil(System.nanoTime() + Duration.ofMillis(500).toNanos());
      var ballast = fill(folder);
      assertThatThrownBy(() -> server.sql("SELECT pg_switch_wal(); CHECKPOINT"))
          .as("no room for more log")
          .isInstanceOf(SQLException.class);
      during(buyers, () -> pause(20));
      assertThat(buyers.failed()).as("refused").isPositive();
      Files.delete(ballast);
      server.startAgain();
      awaitConnections(platform);
      buyers.assertEverythingIsPaidOnce();
    } finally {
      run("umount", "-l", folder.toString());
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

  private static void mount(Path folder, int size) throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()),
        "a small disk can be mounted by root alone");
  }

  /** Lets them buy while {@code fault} happens again and again. */
  private static void during(Buyers buyers, Runnable fault) {
    long end = System.nanoTime() + FAULTS.toNanos();
    var buying = CompletableFuture.runAsync(() -> buyers.buyUntil(end));
    while (System.nanoTime() < end) {
      fault.run();
    }
    buying.join();
  }

  private static Path fill(Path folder) throws IOException {
    var ballast = folder.resolve("ballast");
    var left = Files.getFileStore(folder).getUsableSpace() - ROOM;
    Files.write(ballast, new byte[Math.toIntExact(left)]);
    return ballast;
  }

  private static String name(TestPlatform platform) {
    return platform.database.read(tx -> tx.getCatalog());
  }

  private static boolean run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
