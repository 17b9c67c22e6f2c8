package org.maapay.conformance;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.maapay.conformance.report.Sequence;
import org.maapay.conformance.report.Verdict;
import org.maapay.conformance.report.Verdict.Outcome;

/** Turns what JUnit reports into verdicts, and prints each as it comes. */
final class Watching implements TestExecutionListener {
  private final PrintStream out;
  private final InstantSource clock;
  private final Map<TestIdentifier, Instant> begun = new HashMap<>();
  private final List<Sequence> sequences = new ArrayList<>();
  private final List<Verdict> verdicts = new ArrayList<>();

  Watching(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  List<Verdict> verdicts() {
    return List.copyOf(verdicts);
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    begun.put(test, clock.instant());
  }

  @Override
  public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    var json = entry.getKeyValuePairs().get("sequence");
    if (json != null) {
      sequences.add(Sequence.read(json));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    conclude(test, Outcome.NOT_APPLICABLE, reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    var reason =
        result.getThrowable().map(t -> t.getMessage() == null ? t.toString() : t.getMessage());
    switch (result.getStatus()) {
      case SUCCESSFUL -> conclude(test, Outcome.OK, "");
      case ABORTED ->
          conclude(
              test,
              Outcome.NOT_APPLICABLE,
              reason.orElse("").replaceFirst("^Assumption failed: ", ""));
      case FAILED -> conclude(test, Outcome.FAILED, reason.orElse("without a reason"));
    }
  }

  private void conclude(TestIdentifier test, Outcome outcome, String reason) {
    if (!(test.getSource().orElse(null) instanceof MethodSource method)) {
      if (outcome == Outcome.FAILED) {
        add(
            new Verdict(
                test.getDisplayName(),
                List.of("run"),
                "The rules could be run",
                outcome,
                reason,
                Duration.ZERO,
                List.of()));
      }
      return;
    }
    var took = Duration.between(begun.getOrDefault(test, clock.instant()), clock.instant());
    var clause = method.getJavaMethod().getAnnotation(Clause.class);
    var id = method.getJavaClass().getSimpleName() + "." + method.getMethodName();
    add(
        new Verdict(
            id,
            clause == null ? List.of("without a clause") : List.of(clause.value()),
            test.getDisplayName(),
            outcome,
            reason,
            took,
            List.copyOf(sequences)));
    sequences.clear();
  }

  private void add(Verdict verdict) {
    verdicts.add(verdict);
    out.printf(
        "%-20s %-14s %s%n",
        verdict.outcome().words(), String.join(" ", verdict.clauses()), verdict.sentence());
    if (verdict.outcome() != Outcome.OK) {
      out.println("    " + verdict.id() + ": " + verdict.reason().strip().replace("\n", "\n    "));
    }
  }
}
