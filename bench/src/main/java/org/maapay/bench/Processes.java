package org.maapay.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What other processes used so far, as Linux tells it in {@code /proc}. */
public final class Processes {
  private static final long NANOS_PER_TICK = 10_000_000;
  private static final double BYTES_PER_KIB = 1_024;

  private Processes() {}

  /** Processor time of process {@code pid} and those that are its children now, in nanoseconds. */
  public static long familyCpuNanos(long pid) throws IOException {
    long nanos = cpuNanos(pid);
    var children = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).toList();
    for (var child : children) {
      nanos += cpuNanos(child.pid());
    }
    return nanos;
  }

  /** Processor time of process {@code pid}, in nanoseconds; none if there is no such process. */
  public static long cpuNanos(long pid) throws IOException {
    var file = Path.of("/proc", Long.toString(pid), "stat");
    return Files.exists(file) ? ticks(Files.readString(file)) * NANOS_PER_TICK : 0;
  }

  /** What process {@code pid} holds in memory now, in millions of octets. */
  static double residentMegabytes(long pid) throws IOException {
    return megabytes(status(pid), "VmRSS");
  }

  /** The most it ever held. */
  static double peakMegabytes(long pid) throws IOException {
    return megabytes(status(pid), "VmHWM");
  }

  /** User and system time; a name with blanks or brackets in it shifts nothing. */
  static long ticks(String stat) {
    var after = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(after[11]) + Long.parseLong(after[12]);
  }

  static double megabytes(String status, String name) {
    var line =
        status
            .lines()
            .filter(one -> one.startsWith(name + ":"))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no " + name));
    var kibibytes = Long.parseLong(line.replaceAll("[^0-9]", ""));
    return Math.round(kibibytes * BYTES_PER_KIB / 1e5) / 10.0;
  }

  private static String status(long pid) throws IOException {
    return Files.readString(Path.of("/proc", Long.toString(pid), "status"), StandardCharsets.UTF_8);
  }
}
