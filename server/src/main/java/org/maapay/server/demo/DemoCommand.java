package org.maapay.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code maapay demo}: everything on this machine, with demo data, until Ctrl-C. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts platform, operators, bank, two merchants and handsets on this machine.",
      "State is kept in data/demo and survives a restart; --reset forgets it."
    })
public final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      defaultValue = "8600",
      description = "The first of 19 ports (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--payers",
      defaultValue = "0",
      description = "Also makes N more users with money, for benchmarks; see payers.tsv.")
  private int payers;

  @Option(
      names = "--institutions",
      defaultValue = "1",
      description = {
        "2 also starts another MaaPay, an institution in a process of its own, so that payers of",
        "aggregate orders have a choice (default: ${DEFAULT-VALUE})."
      })
  private int institutions;

  @Option(names = "--reset", description = "Forgets everything before starting.")
  private boolean reset;

  @Option(names = "--data", description = "The folder of the data (default: data/demo).")
  private @Nullable Path data;

  @SuppressWarnings("NullAway.Init")
  public DemoCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    var home = Path.of(System.getProperty("maapay.home", ".")).toAbsolutePath();
    var folder = data == null ? home.resolve("data/demo") : data.toAbsolutePath();
    if (reset) {
      forget(folder);
    }
    Files.createDirectories(folder);
    if (institutions < 1 || institutions > 2) {
      throw new ParameterException(spec.commandLine(), "--institutions is 1 or 2.");
    }
    var running = new Running();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(running::close));
    var wish = new Demo.Wish(home, folder, new DemoPorts(port), institutions == 2, payers);
    var demo = Demo.start(wish, running);
    System.out.println(demo.welcome());
    new CountDownLatch(1).await();
    return 0;
  }

  private static void forget(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var all = Files.walk(folder)) {
        for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
