package org.maapay.bench.posting;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** How much processor time Java and PostgreSQL have used, in nanoseconds. */
record Work(long javaNanos, long postgresNanos) {
  private static final long NANOS_PER_TICK = 10_000_000;

  /** So far; PostgreSQL's are the processes below {@code postmaster}, itself included. */
  static Work now(long postmaster) throws IOException {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long ticks = ticks(postmaster);
    var processes = ProcessHandle.of(postmaster).stream().flatMap(ProcessHandle::children).toList();
    for (var process : processes) {
      ticks += ticks(process.pid());
    }
    return new Work(system.getProcessCpuTime(), ticks * NANOS_PER_TICK);
  }

  Work since(Work before) {
    return new Work(javaNanos - before.javaNanos, postgresNanos - before.postgresNanos);
  }

  double javaMicros(long items) {
    return javaNanos / 1e3 / items;
  }

  double postgresMicros(long items) {
    return postgresNanos / 1e3 / items;
  }

  Duration postgres() {
    return Duration.ofNanos(postgresNanos);
  }

  private static long ticks(long pid) throws IOException {
    var file = Path.of("/proc", Long.toString(pid), "stat");
    if (!Files.exists(file)) {
      return 0;
    }
    var fields = Files.readString(file);
    var after = fields.substring(fields.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(after[11]) + Long.parseLong(after[12]);
  }
}
