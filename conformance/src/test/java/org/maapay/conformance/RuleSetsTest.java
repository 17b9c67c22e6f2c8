package org.maapay.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.rules.RuleSets;

class RuleSetsTest {
  @Test
  void every_rule_names_its_clauses_and_says_a_sentence() {
    for (var rules : RuleSets.ALL) {
      var methods =
          Arrays.stream(rules.getDeclaredMethods())
              .filter(m -> m.isAnnotationPresent(Test.class))
              .toList();
      assertThat(methods).as(rules.getSimpleName()).isNotEmpty();
      assertThat(methods)
          .allSatisfy(m -> {
            assertThat(m.isAnnotationPresent(Clause.class)).as(m.toString()).isTrue();
            assertThat(m.isAnnotationPresent(DisplayName.class)).as(m.toString()).isTrue();
          });
    }
  }
}
