package org.maapay.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.maapay.bench.DemoFacts.User;
import org.maapay.bench.Payer.Source;
import org.maapay.bench.crash.Observed.Money;
import org.maapay.bench.crash.Story.Wish;

final class PromisesTest {
  private static final User USER = new User("13800138000", "274159", 1_000_00);
  private static final Observed PAID = new Observed("P1", 20, "PAID", 1, 1, 1, Map.of());
  private static final Observed OPEN = new Observed("P1", 20, "OPEN", 0, 0, 0, Map.of());

  private final Story story = new Story(new Wish("C1", USER, 20, Source.BALANCE));

  @Test
  void an_order_nobody_acknowledged_may_be_there_or_not() {
    assertThat(broken(null)).isEmpty();
    assertThat(broken(OPEN)).isEmpty();
  }

  @Test
  void an_acknowledged_order_must_be_there_with_its_number_and_amount() {
    story.placed("P1");
    assertThat(broken(OPEN)).isEmpty();
    assertThat(broken(null)).hasSize(1);
    assertThat(broken(new Observed("P2", 20, "OPEN", 0, 0, 0, Map.of()))).hasSize(1);
    assertThat(broken(new Observed("P1", 21, "OPEN", 0, 0, 0, Map.of()))).hasSize(1);
  }

  @Test
  void a_number_is_acknowledged_once() {
    assertThat(story.placed("P1")).isTrue();
    assertThat(story.placed("P1")).isTrue();
    assertThat(story.placed("P2")).isFalse();
  }

  @Test
  void an_acknowledged_payment_must_be_there_once() {
    story.placed("P1");
    story.trying();
    story.paid();
    assertThat(broken(PAID)).isEmpty();
    assertThat(broken(OPEN)).singleElement().asString().contains("lost");
    assertThat(broken(new Observed("P1", 20, "PAID", 2, 2, 1, Map.of()))).hasSize(2);
    assertThat(broken(new Observed("P1", 20, "PAYING", 0, 0, 0, Map.of()))).hasSize(2);
    assertThat(broken(new Observed("P1", 20, "PAID", 1, 1, 0, Map.of()))).hasSize(1);
  }

  @Test
  void a_payment_without_an_answer_may_have_happened_but_none_that_nobody_made() {
    story.placed("P1");
    assertThat(broken(PAID)).singleElement().asString().contains("nobody paid");
    story.trying();
    assertThat(broken(PAID)).isEmpty();
    assertThat(broken(OPEN)).isEmpty();
  }

  @Test
  void money_from_a_card_leaves_the_balance_alone() {
    var card = new Story(new Wish("C2", USER, 20, Source.CARD));
    card.trying();
    assertThat(Promises.broken(card, Optional.of(PAID))).hasSize(1);
    assertThat(
            Promises.broken(card, Optional.of(new Observed("P1", 20, "PAID", 1, 0, 1, Map.of()))))
        .isEmpty();
  }

  @Test
  void an_acknowledged_refund_must_be_there_with_its_number_and_amount() {
    pay();
    story.refunding("R1", 5);
    assertThat(broken(PAID)).isEmpty();
    story.refunded("R1", "Q1");
    assertThat(broken(PAID)).hasSize(1);
    assertThat(broken(with("R1", new Money("Q1", 5, "SUCCESS")))).isEmpty();
    assertThat(broken(with("R1", new Money("Q2", 5, "SUCCESS")))).hasSize(1);
    assertThat(broken(with("R1", new Money("Q1", 6, "SUCCESS")))).hasSize(1);
  }

  @Test
  void refunds_never_exceed_the_payment_and_none_comes_from_nowhere() {
    pay();
    assertThat(broken(with("R1", new Money("Q1", 5, "SUCCESS"))))
        .singleElement()
        .asString()
        .contains("nobody asked");
    story.refunding("R1", 21);
    assertThat(broken(with("R1", new Money("Q1", 21, "PROCESSING")))).hasSize(1);
    assertThat(broken(with("R1", new Money("Q1", 21, "FAILED")))).isEmpty();
  }

  @Test
  void balances_follow_from_what_is_booked() {
    pay();
    story.refunding("R1", 5);
    var books = Map.of("C1", with("R1", new Money("Q1", 5, "SUCCESS")));
    var expected = Balances.expected(Map.of(USER, 100L), List.of(story), books);
    assertThat(expected).containsEntry(USER, 85L);
    assertThat(Balances.differences(expected, Map.of(USER, 85L))).isEmpty();
    assertThat(Balances.differences(expected, Map.of(USER, 80L))).hasSize(1);
  }

  @Test
  void a_story_is_open_while_an_answer_is_missing() {
    assertThat(story.isOpen()).isTrue();
    story.placed("P1");
    assertThat(story.isOpen()).isFalse();
    story.trying();
    assertThat(story.isOpen()).isTrue();
    story.paid();
    assertThat(story.isOpen()).isFalse();
    story.refunding("R1", 1);
    assertThat(story.isOpen()).isTrue();
    story.refunded("R1", "Q1");
    assertThat(story.isOpen()).isFalse();
  }

  private void pay() {
    story.placed("P1");
    story.trying();
    story.paid();
  }

  private static Observed with(String no, Money refund) {
    return new Observed("P1", 20, "PAID", 1, 1, 1, Map.of(no, refund));
  }

  private List<String> broken(@Nullable Observed books) {
    return Promises.broken(story, Optional.ofNullable(books));
  }
}
