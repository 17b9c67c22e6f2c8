package org.maapay.conformance.report;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages in the order in which they went, as recorded.
 *
 * @param parties all who take part, from left to right
 */
public record Sequence(String title, List<String> parties, List<Step> steps) {
  /** One message: who to whom, when (milliseconds since the first), and what. */
  public record Step(String from, String to, long millis, String what) {}

  public Sequence {
    parties = List.copyOf(parties);
    steps = List.copyOf(steps);
  }

  /** For the way through a test report. */
  public String json() {
    return JsonMapper.shared().writeValueAsString(this);
  }

  public static Sequence read(String json) {
    return JsonMapper.shared().readValue(json, Sequence.class);
  }
}
