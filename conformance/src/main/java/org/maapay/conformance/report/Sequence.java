package org.maapay.conformance.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import tools.jackson.databind.json.JsonMapper;

/** Messages in the order in which they went, as recorded. */
public record Sequence(String title, List<Step> steps) {
  /** One message: who to whom, when (milliseconds since the first), and what. */
  public record Step(String from, String to, long millis, String what) {}

  public Sequence {
    steps = List.copyOf(steps);
  }

  /** All who take part, in order of appearance. */
  SequencedSet<String> parties() {
    var parties = new LinkedHashSet<String>();
    for (var step : steps) {
      parties.add(step.from());
      parties.add(step.to());
    }
    return parties;
  }

  /** For the way through a test report. */
  public String json() {
    return JsonMapper.shared().writeValueAsString(this);
  }

  public static Sequence read(String json) {
    return JsonMapper.shared().readValue(json, Sequence.class);
  }
}
