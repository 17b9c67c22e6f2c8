package org.maapay.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maapay.conformance.report.Sequence.Step;
import org.maapay.conformance.report.Verdict.Outcome;

class RunTest {
  private static final Sequence SEQUENCE =
      new Sequence(
          "B-1",
          List.of("用户", "商户"),
          List.of(new Step("用户", "商户", 0, "选择 <商品>"), new Step("商户", "商户", 5, "下单")));

  private static Run run() {
    return new Run(
        "demo",
        List.of(
            new Verdict(
                "A.b",
                List.of("C-1", "3.1.5"),
                "It holds",
                Outcome.OK,
                "",
                Duration.ofMillis(3),
                List.of(SEQUENCE)),
            new Verdict(
                "A.c",
                List.of("C-1"),
                "It | fails",
                Outcome.FAILED,
                "<why>\nmore",
                Duration.ZERO,
                List.of())));
  }

  @Test
  void verdicts_stand_under_every_clause_they_name() {
    assertThat(run().byClause()).containsOnlyKeys("3.1.5", "C-1");
    assertThat(run().summary()).isEqualTo("demo: 2 rules, 1 ok, 1 failed, 0 not applicable here");
  }

  @Test
  void both_reports_are_written_with_the_sequence(@TempDir Path folder) throws IOException {
    run().write(folder);
    assertThat(Files.readString(folder.resolve("conformance.html")))
        .contains("&lt;why&gt;", "<svg", "选择 &lt;商品&gt;")
        .doesNotContain("<why>");
    assertThat(Files.readString(folder.resolve("conformance.md")))
        .contains("It \\| fails<br><why><br>more", "P0->>P1: 选择 <商品> (0 ms)");
  }

  @Test
  void a_sequence_survives_the_way_through_a_test_report() {
    assertThat(Sequence.read(SEQUENCE.json())).isEqualTo(SEQUENCE);
  }
}
