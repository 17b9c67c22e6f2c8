package org.maapay.conformance.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.maapay.conformance.report.Verdict.Outcome;

/** All verdicts of one run against one platform. */
public record Run(String against, List<Verdict> verdicts) {
  public Run {
    verdicts = List.copyOf(verdicts);
  }

  public long count(Outcome outcome) {
    return verdicts.stream().filter(v -> v.outcome() == outcome).count();
  }

  /** One line: how many rules held, failed, did not apply. */
  public String summary() {
    return "%s: %d rules, %d ok, %d failed, %d not applicable here"
        .formatted(
            against,
            verdicts.size(),
            count(Outcome.OK),
            count(Outcome.FAILED),
            count(Outcome.NOT_APPLICABLE));
  }

  /** The verdicts under each clause they name, clauses in order. */
  public SequencedMap<String, List<Verdict>> byClause() {
    var byClause = new TreeMap<String, List<Verdict>>();
    for (var verdict : verdicts) {
      for (var clause : verdict.clauses()) {
        byClause.computeIfAbsent(clause, _ -> new ArrayList<>()).add(verdict);
      }
    }
    return byClause;
  }

  /** Writes {@code conformance.html} and {@code conformance.md}. */
  public void write(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("conformance.html"), Html.page(this));
      Files.writeString(folder.resolve("conformance.md"), Markdown.page(this));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report to " + folder, e);
    }
  }
}
