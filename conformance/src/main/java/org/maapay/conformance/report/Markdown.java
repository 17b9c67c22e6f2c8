package org.maapay.conformance.report;

import java.util.stream.Collectors;
import org.maapay.conformance.report.Verdict.Outcome;

/** The report as Markdown, with the sequences as Mermaid diagrams. */
final class Markdown {
  private Markdown() {}

  static String page(Run run) {
    var page = new StringBuilder("# Conformance to T/CAICI 92-2024\n\n" + run.summary() + "\n");
    run.byClause()
        .forEach((clause, verdicts) -> {
          page.append("\n## ").append(clause).append("\n\n| | rule | |\n|---|---|---|\n");
          for (var verdict : verdicts) {
            page.append(
                "| %s | %s | `%s` |\n"
                    .formatted(verdict.outcome().words(), cell(verdict), verdict.id()));
          }
        });
    for (var verdict : run.verdicts()) {
      verdict.sequences().forEach(sequence -> page.append(diagram(sequence)));
    }
    return page.toString();
  }

  private static String cell(Verdict verdict) {
    var text =
        verdict.outcome() == Outcome.OK
            ? verdict.sentence()
            : verdict.sentence() + "<br>" + verdict.reason();
    return text.replace("|", "\\|").replace("\n", "<br>");
  }

  private static String diagram(Sequence sequence) {
    var parties = sequence.parties();
    var names =
        parties.stream()
            .map(p -> "  participant P" + parties.indexOf(p) + " as " + p + "\n")
            .collect(Collectors.joining());
    var steps =
        sequence.steps().stream()
            .map(s ->
                "  P%d->>P%d: %s (%d ms)\n"
                    .formatted(
                        parties.indexOf(s.from()),
                        parties.indexOf(s.to()),
                        s.what().replace(";", ","),
                        s.millis()))
            .collect(Collectors.joining());
    return "\n## %s\n\n```mermaid\nsequenceDiagram\n%s%s```\n"
        .formatted(sequence.title(), names, steps);
  }
}
