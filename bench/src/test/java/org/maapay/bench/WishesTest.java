package org.maapay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WishesTest {
  @Test
  void one_order_in_a_hundred_is_repeated_and_another_one_is_too_much() {
    assertThat(IntStream.range(0, 10_000).filter(Wishes::isRepeated).count()).isEqualTo(100);
    assertThat(IntStream.range(0, 10_000).filter(Wishes::isTooMuch).count()).isEqualTo(100);
    assertThat(IntStream.range(0, 100).filter(i -> Wishes.isRepeated(i) && Wishes.isTooMuch(i)))
        .isEmpty();
  }

  @Test
  void payers_are_drawn_alike_and_follow_from_the_number() {
    var drawn = IntStream.range(0, 20_000).map(i -> Wishes.draw(i) % 20).toArray();
    for (int payer = 0; payer < 20; payer++) {
      var own = payer;
      assertThat(IntStream.of(drawn).filter(i -> i == own).count()).isBetween(850L, 1_150L);
    }
    assertThat(Wishes.draw(4_711)).isEqualTo(Wishes.draw(4_711));
  }
}
