package org.maapay.conformance.report;

import java.time.Duration;
import java.util.List;

/**
 * What a rule came to.
 *
 * @param id class and method, stable from run to run
 * @param reason why it failed or is not applicable; empty when it holds
 */
public record Verdict(
    String id,
    List<String> clauses,
    String sentence,
    Outcome outcome,
    String reason,
    Duration took,
    List<Sequence> sequences) {
  /** How a rule ended. */
  public enum Outcome {
    OK("ok"),
    FAILED("FAILED"),
    NOT_APPLICABLE("not applicable here");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public Verdict {
    clauses = List.copyOf(clauses);
    sequences = List.copyOf(sequences);
  }
}
