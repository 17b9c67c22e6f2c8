package org.maapay.bench.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maapay.bench.DemoFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code maapay bench crash}: kills server and database at random moments under load, starts them
 * again, and holds them to everything that was acknowledged.
 */
@Command(
    name = "crash",
    mixinStandardHelpOptions = true,
    description = {
      "Kills server, PostgreSQL or both under load, starts them again, repeats what was in",
      "flight and checks that nothing acknowledged is lost and nothing happened twice.",
      "Exit 1 if a promise is broken."
    })
public final class CrashTest implements Callable<Integer> {
  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "How often to crash (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--clients",
      defaultValue = "8",
      description = "Clients at the same time (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(names = "--seed", description = "Repeats the choices of an earlier run.")
  private @Nullable Long seed;

  @Option(names = "--data", description = "The folder of the demo's data (default: a new one).")
  private @Nullable Path data;

  @Override
  public Integer call() throws IOException, SQLException {
    long chosen = seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
    System.out.println("seed " + chosen);
    var home = Path.of(System.getProperty("maapay.home", ".")).toAbsolutePath();
    var kept = data;
    boolean holds;
    if (kept != null) {
      Files.createDirectories(kept);
      holds = crash(home, kept.toAbsolutePath(), chosen);
    } else {
      try (var folder = DemoFolder.fresh()) {
        holds = crash(home, folder.path(), chosen);
        folder.ended(holds);
      }
    }
    System.out.println(
        holds
            ? "Every promise holds after %d crashes (seed %d).".formatted(rounds, chosen)
            : "Promises are broken; repeat with --seed " + chosen);
    return holds ? 0 : 1;
  }

  private boolean crash(Path home, Path folder, long chosen) throws IOException, SQLException {
    var random = new SplittableRandom(chosen);
    try (var world = World.start(home, folder, random)) {
      for (int round = 1; round <= rounds; round++) {
        var broken = new Round(world, clients, random.split()).run(round);
        broken.forEach(text -> System.out.println("  BROKEN " + text));
        if (!broken.isEmpty()) {
          return false;
        }
      }
      return true;
    }
  }
}
