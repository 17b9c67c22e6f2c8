package org.maapay.conformance;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.maapay.conformance.report.Run;
import org.maapay.conformance.report.Verdict.Outcome;
import org.maapay.conformance.rules.RuleSets;
import org.maapay.conformance.target.Demo;
import org.maapay.conformance.target.StageResolver;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./maapay conformance}: holds a running platform to the clauses, as a black box. */
@Command(
    name = "conformance",
    mixinStandardHelpOptions = true,
    description = "Runs the clauses of T/CAICI 92-2024 as a black box against a running platform.")
public final class Conformance implements Callable<Integer> {
  @Option(names = "--base-url", description = "The platform (default: the one in the demo file).")
  private @Nullable String baseUrl;

  @Option(
      names = "--demo",
      description = "Merchants, users and keys to act with (default: ${DEFAULT-VALUE}).")
  private Path demo = Path.of("data/demo/demo.json");

  @Option(names = "--report", description = "Folder of the report (default: ${DEFAULT-VALUE}).")
  private Path report = Path.of("data/conformance");

  @Option(names = "--only", description = "Run only the rule classes whose name holds this text.")
  private @Nullable String only;

  public static void main(String[] args) {
    System.exit(new CommandLine(new Conformance()).execute(args));
  }

  @Override
  public Integer call() {
    if (!Files.exists(demo)) {
      System.err.println(
          "There is no " + demo + ". Start ./maapay demo first, or name the file by --demo.");
      return 2;
    }
    var watching = new Watching(System.out, InstantSource.system());
    LauncherFactory.create().execute(request(), watching);
    var verdicts = watching.verdicts().stream().toList();
    var run = new Run(Demo.read(demo, baseUrl).toString(), verdicts);
    run.write(report);
    System.out.println(run.summary());
    System.out.println("Report: " + report.resolve("conformance.html").toAbsolutePath());
    var held = run.count(Outcome.FAILED) == 0 && run.count(Outcome.OK) > 0;
    return held ? 0 : 1;
  }

  private LauncherDiscoveryRequest request() {
    var builder =
        LauncherDiscoveryRequestBuilder.request()
            .configurationParameter(StageResolver.DEMO, demo.toString())
            .selectors(chosen().stream().map(c -> selectClass(c)).toList());
    if (baseUrl != null) {
      builder.configurationParameter(StageResolver.BASE_URL, baseUrl);
    }
    return builder.build();
  }

  private List<Class<?>> chosen() {
    var part = only;
    return part == null
        ? RuleSets.ALL
        : RuleSets.ALL.stream().filter(c -> c.getSimpleName().contains(part)).toList();
  }
}
