package org.maapay.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.Clause;
import org.maapay.order.OrderEvent.Begin;
import org.maapay.order.OrderEvent.Close;
import org.maapay.order.OrderEvent.Fail;
import org.maapay.order.OrderEvent.Succeed;
import org.maapay.order.OrderState.Closed;
import org.maapay.order.OrderState.Open;
import org.maapay.order.OrderState.Paid;
import org.maapay.order.OrderState.Paying;
import org.maapay.order.Transition.Contradicted;
import org.maapay.order.Transition.Moved;
import org.maapay.order.Transition.Reason;
import org.maapay.order.Transition.Refused;
import org.maapay.order.Transition.Repeated;

class OrderStateTest {
  private static final Instant NOON = Instant.parse("2026-01-01T04:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final AttemptNo ONE = new AttemptNo(1);
  private static final AttemptNo TWO = new AttemptNo(2);
  private static final AttemptNo THREE = new AttemptNo(3);

  /** One pair of state and event, and what follows. */
  record Row(OrderState from, OrderEvent event, Transition then) {}

  static Row[] table() {
    var open = new Open(TWO);
    var paying = new Paying(TWO);
    var paid = new Paid(TWO, NOON);
    var closed = new Closed(TWO, NOON);
    var running = new Refused(Reason.ATTEMPT_RUNNING);
    var alreadyPaid = new Refused(Reason.ALREADY_PAID);
    var orderClosed = new Refused(Reason.ORDER_CLOSED);
    var repeated = new Repeated();
    var contradicted = new Contradicted();
    return new Row[] {
      new Row(open, new Begin(ONE), repeated),
      new Row(open, new Begin(TWO), repeated),
      new Row(open, new Begin(THREE), new Moved(new Paying(THREE))),
      new Row(open, new Close(LATER), new Moved(new Closed(TWO, LATER))),
      new Row(open, new Succeed(ONE, LATER), contradicted),
      new Row(open, new Succeed(TWO, LATER), contradicted),
      new Row(open, new Succeed(THREE, LATER), contradicted),
      new Row(open, new Fail(ONE), repeated),
      new Row(open, new Fail(TWO), repeated),
      new Row(open, new Fail(THREE), contradicted),
      new Row(paying, new Begin(ONE), running),
      new Row(paying, new Begin(TWO), running),
      new Row(paying, new Begin(THREE), running),
      new Row(paying, new Close(LATER), running),
      new Row(paying, new Succeed(ONE, LATER), contradicted),
      new Row(paying, new Succeed(TWO, LATER), new Moved(new Paid(TWO, LATER))),
      new Row(paying, new Succeed(THREE, LATER), contradicted),
      new Row(paying, new Fail(ONE), repeated),
      new Row(paying, new Fail(TWO), new Moved(new Open(TWO))),
      new Row(paying, new Fail(THREE), contradicted),
      new Row(paid, new Begin(TWO), alreadyPaid),
      new Row(paid, new Begin(THREE), alreadyPaid),
      new Row(paid, new Close(LATER), alreadyPaid),
      new Row(paid, new Succeed(ONE, LATER), contradicted),
      new Row(paid, new Succeed(TWO, LATER), repeated),
      new Row(paid, new Succeed(THREE, LATER), contradicted),
      new Row(paid, new Fail(ONE), repeated),
      new Row(paid, new Fail(TWO), contradicted),
      new Row(paid, new Fail(THREE), contradicted),
      new Row(closed, new Begin(TWO), orderClosed),
      new Row(closed, new Begin(THREE), orderClosed),
      new Row(closed, new Close(LATER), repeated),
      new Row(closed, new Succeed(ONE, LATER), contradicted),
      new Row(closed, new Succeed(TWO, LATER), contradicted),
      new Row(closed, new Succeed(THREE, LATER), contradicted),
      new Row(closed, new Fail(ONE), repeated),
      new Row(closed, new Fail(TWO), repeated),
      new Row(closed, new Fail(THREE), contradicted),
    };
  }

  @ParameterizedTest
  @MethodSource("table")
  @Clause({"6.1.1-1", "6.1.1-2"})
  void every_pair_of_state_and_event_is_decided(Row row) {
    assertThat(row.from().on(row.event())).isEqualTo(row.then());
  }

  @Test
  @Clause("6.1.1-1")
  void an_order_whose_attempt_failed_may_be_tried_again() {
    assertThat(new Paying(ONE).on(new Fail(ONE))).isEqualTo(new Moved(new Open(ONE)));
    assertThat(new Open(ONE).on(new Begin(TWO))).isEqualTo(new Moved(new Paying(TWO)));
  }

  @Test
  @Clause("6.1.1-2")
  void a_paid_order_refuses_another_attempt() {
    assertThat(new Paid(ONE, NOON).on(new Begin(TWO))).isEqualTo(new Refused(Reason.ALREADY_PAID));
  }

  @Test
  void an_order_whose_outcome_is_unknown_cannot_be_closed() {
    assertThat(new Paying(ONE).on(new Close(NOON))).isEqualTo(new Refused(Reason.ATTEMPT_RUNNING));
  }

  /** Ten thousand lives: no order leaves Paid or Closed, no report is refused, none is lost. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void money_that_moved_is_never_forgotten(long seed) {
    var random = new SplittableRandom(seed);
    for (int life = 0; life < 10_000; life++) {
      OrderState state = new Open(AttemptNo.NONE);
      for (int i = 0; i < 50; i++) {
        var event = anyEvent(random);
        var transition = state.on(event);
        check(seed, state, event, transition);
        if (transition instanceof Moved(var to)) {
          state = to;
        }
        assertThat(state.on(event))
            .as("seed %d: %s twice", seed, event)
            .isNotInstanceOf(Moved.class);
      }
    }
  }

  private static void check(long seed, OrderState state, OrderEvent event, Transition then) {
    var why = "seed " + seed + ": " + event + " on " + state;
    switch (event) {
      case Succeed(var attempt, _) -> {
        assertThat(then).as(why).isNotInstanceOf(Refused.class);
        var isThisOne = state instanceof Paid(var paid, _) && paid.equals(attempt);
        assertThat(then instanceof Repeated).as(why).isEqualTo(isThisOne);
      }
      case Fail _ -> assertThat(then).as(why).isNotInstanceOf(Refused.class);
      case Begin _, Close _ -> assertThat(then).as(why).isNotInstanceOf(Contradicted.class);
    }
    if (then instanceof Moved(var to)) {
      assertThat(state).as(why).isNotInstanceOfAny(Paid.class, Closed.class);
      assertThat(to.lastAttempt().value())
          .as(why)
          .isGreaterThanOrEqualTo(state.lastAttempt().value());
    }
  }

  private static OrderEvent anyEvent(RandomGenerator random) {
    var attempt = new AttemptNo(random.nextInt(1, 4));
    return switch (random.nextInt(4)) {
      case 0 -> new Begin(attempt);
      case 1 -> new Succeed(attempt, NOON);
      case 2 -> new Fail(attempt);
      default -> new Close(NOON);
    };
  }
}
