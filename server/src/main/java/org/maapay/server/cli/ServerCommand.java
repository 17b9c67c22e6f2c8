package org.maapay.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.maapay.server.ProductionServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code maapay server}: the platform alone, production rules. */
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the platform: external PostgreSQL, TLS or a declared proxy, no demo data.",
      "See docs/operating/configuration.md for every setting."
    })
final class ServerCommand implements Callable<Integer> {
  @Option(names = "--config", required = true, description = "The YAML configuration file.")
  private @Nullable Path config;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (config == null) {
      throw new IllegalStateException("picocli demands --config");
    }
    var stopped = new CountDownLatch(1);
    var server = ProductionServer.open(config);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  server.close();
                  stopped.countDown();
                }));
    System.out.println("MaaPay is ready.");
    stopped.await();
    return 0;
  }
}
