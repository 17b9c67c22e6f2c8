package org.maapay.bench;

import org.maapay.bench.crash.CrashTest;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: {@code maapay bench [NAME…]} and {@code maapay bench crash}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = CrashTest.class,
    description = "Benchmarks: prints one JSON line per figure.")
public final class Bench {
  private Bench() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }
}
