package org.maapay.bench.posting;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.maapay.bench.Processes;

/** How much processor time Java and PostgreSQL have used, in nanoseconds. */
record Work(long javaNanos, long postgresNanos) {
  /** So far; PostgreSQL's are the processes below {@code postmaster}, itself included. */
  static Work now(long postmaster) throws IOException {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Work(system.getProcessCpuTime(), Processes.familyCpuNanos(postmaster));
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
}
