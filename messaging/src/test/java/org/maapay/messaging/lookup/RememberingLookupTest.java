package org.maapay.messaging.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.maapay.messaging.Clause;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.lookup.NumberSource.Asked;
import org.maapay.messaging.lookup.NumberSource.Asked.Nobody;
import org.maapay.messaging.lookup.NumberSource.Asked.Served;
import org.maapay.messaging.lookup.NumberSource.Asked.Silent;
import org.maapay.messaging.lookup.RememberingLookup.Memory;

/** What is remembered of look-ups, and for how long. */
@Clause("4-operator-a")
class RememberingLookupTest {
  private static final PhoneNumber ANNA = PhoneNumber.parse("13800138000");
  private static final PhoneNumber BERT = PhoneNumber.parse("13800138001");
  private static final PhoneNumber CARA = PhoneNumber.parse("13800138002");

  private final Told service = new Told();
  private final Told operators = new Told();
  private Instant now = Instant.ofEpochSecond(1_700_000_000);
  private final RememberingLookup lookup =
      new RememberingLookup(
          List.of(service, operators),
          new Memory(2, Duration.ofHours(24), Duration.ofMinutes(10), Duration.ofDays(30)),
          () -> now);

  /** Answers as it was told, and keeps whom it was asked about. */
  private static final class Told implements NumberSource {
    final Queue<Asked> answers = new ArrayDeque<>();
    final List<PhoneNumber> asked = new ArrayList<>();

    @Override
    public Asked ask(PhoneNumber user) {
      asked.add(user);
      var answer = answers.poll();
      return answer == null ? new Nobody() : answer;
    }
  }

  @Test
  void an_answer_counts_for_a_day_and_is_asked_for_once() {
    service.answers.add(new Served("unicom"));
    assertThat(lookup.operatorOf(ANNA)).contains("unicom");
    now = now.plus(Duration.ofHours(23));
    assertThat(lookup.operatorOf(ANNA)).contains("unicom");
    assertThat(service.asked).hasSize(1);
    now = now.plus(Duration.ofHours(1));
    service.answers.add(new Served("mobile"));
    assertThat(lookup.operatorOf(ANNA)).as("the number was ported").contains("mobile");
  }

  @Test
  void a_doubted_answer_is_asked_for_again() {
    service.answers.add(new Served("unicom"));
    lookup.operatorOf(ANNA);
    lookup.forget(ANNA);
    service.answers.add(new Served("telecom"));
    assertThat(lookup.operatorOf(ANNA)).contains("telecom");
  }

  @Test
  void an_operator_that_can_say_is_asked_about_whom_the_service_does_not_know() {
    operators.answers.add(new Served("rbm"));
    assertThat(lookup.operatorOf(ANNA)).contains("rbm");
    service.answers.add(new Served("unicom"));
    assertThat(lookup.operatorOf(BERT)).contains("unicom");
    assertThat(operators.asked).containsExactly(ANNA);
  }

  @Test
  void a_number_of_nobody_is_asked_for_again_soon() {
    assertThat(lookup.operatorOf(ANNA)).isEmpty();
    assertThat(lookup.operatorOf(ANNA)).isEmpty();
    assertThat(service.asked).hasSize(1);
    now = now.plus(Duration.ofMinutes(10));
    lookup.operatorOf(ANNA);
    assertThat(service.asked).hasSize(2);
  }

  @Test
  void while_the_service_is_silent_an_old_answer_counts_but_not_a_very_old_one() {
    service.answers.add(new Served("unicom"));
    lookup.operatorOf(ANNA);
    now = now.plus(Duration.ofDays(3));
    service.answers.add(new Silent("down"));
    assertThat(lookup.operatorOf(ANNA)).contains("unicom");
    now = now.plus(Duration.ofDays(30));
    service.answers.add(new Silent("down"));
    assertThat(lookup.operatorOf(ANNA)).isEmpty();
  }

  @Test
  void silence_is_not_remembered_as_an_answer() {
    service.answers.add(new Silent("down"));
    assertThat(lookup.operatorOf(ANNA)).isEmpty();
    service.answers.add(new Served("unicom"));
    assertThat(lookup.operatorOf(ANNA)).contains("unicom");
  }

  @Test
  void a_service_that_is_down_is_left_alone_between_its_tries() {
    for (int i = 0; i < 3; i++) {
      service.answers.add(new Silent("down"));
      lookup.operatorOf(ANNA);
    }
    for (int i = 0; i < 20; i++) {
      assertThat(lookup.operatorOf(ANNA)).isEmpty();
    }
    assertThat(service.asked).hasSize(3);
    now = now.plus(Duration.ofSeconds(1));
    service.answers.add(new Served("unicom"));
    assertThat(lookup.operatorOf(ANNA)).contains("unicom");
    service.answers.add(new Served("unicom"));
    assertThat(lookup.operatorOf(BERT)).as("it is up again for all").contains("unicom");
  }

  @Test
  void the_memory_has_an_end_and_keeps_whom_it_met_last() {
    for (var user : List.of(ANNA, BERT)) {
      service.answers.add(new Served("unicom"));
      lookup.operatorOf(user);
    }
    lookup.operatorOf(ANNA);
    service.answers.add(new Served("unicom"));
    lookup.operatorOf(CARA);
    lookup.operatorOf(ANNA);
    assertThat(service.asked).containsExactly(ANNA, BERT, CARA);
    lookup.operatorOf(BERT);
    assertThat(service.asked).containsExactly(ANNA, BERT, CARA, BERT);
  }
}
