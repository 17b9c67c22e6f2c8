package org.maapay.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/**
 * How much processor time the parties of a load have used, in nanoseconds.
 *
 * @param own of this process: merchant, payers and the receiver of callbacks
 */
record Usage(long server, long postgres, long own) {
  static Usage now(DemoFacts facts) throws IOException {
    var self = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Usage(
        Processes.cpuNanos(facts.processId()),
        Processes.familyCpuNanos(facts.postmaster()),
        self.getProcessCpuTime());
  }

  Usage since(Usage before) {
    return new Usage(server - before.server, postgres - before.postgres, own - before.own);
  }

  /** Microseconds for each of {@code items}. */
  static double microsEach(long nanos, int items) {
    return Math.round(nanos / 100.0 / Math.max(1, items)) / 10.0;
  }
}
