package org.maapay.keypad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DotsTest {
  @Test
  void a_line_begins_with_no_filter_and_its_left_dot_is_the_higher_half() {
    var dots = new Dots(4, 2);
    dots.add(0, 0, 1);
    dots.add(1, 0, 2);
    dots.add(3, 1, 15);
    assertThat(dots.lines()).containsExactly(0, 0x12, 0, 0, 0, 0x0f);
  }

  @Test
  void what_is_added_stops_at_opaque_and_leaves_its_neighbour_alone() {
    var dots = new Dots(2, 1);
    dots.add(0, 0, 9);
    dots.add(1, 0, 4);
    dots.add(0, 0, 9);
    assertThat(dots.lines()).containsExactly(0, (byte) 0xf4);
  }

  @Test
  void a_shape_is_the_same_at_even_and_at_odd_places() {
    var shape = Shape.of(Glyphs.of(5), new SplittableRandom(1));
    var even = new Dots(96, 64);
    var odd = new Dots(96, 64);
    shape.putOn(even, 20, 9);
    shape.putOn(odd, 21, 9);
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 95; x++) {
        assertThat(level(odd, x + 1, y)).as(x + "," + y).isEqualTo(level(even, x, y));
      }
    }
  }

  private static int level(Dots dots, int x, int y) {
    int octet = dots.lines()[y * (1 + dots.width() / 2) + 1 + x / 2];
    return (x % 2 == 0 ? octet >> 4 : octet) & 15;
  }
}
