package org.maapay.keypad;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws the picture of a keypad: ten cells side by side, transparency alone, so that the page gives
 * it the theme's ink. Each digit is drawn beforehand in several turns and sizes; a session picks
 * one of each, moves it a little and sprinkles dust, so that no two pictures are alike.
 */
final class Sprites {
  static final int CELL_WIDTH = 96;
  static final int CELL_HEIGHT = 64;
  static final int CELLS = 10;
  static final int WIDTH = CELL_WIDTH * CELLS;

  private static final int VARIANTS = 16;
  private static final int SHIFT_X = 7;
  private static final int SHIFT_Y = 4;
  private static final int SPECKS = 10;

  /** What the variants look like is no secret; which one is taken, and for which cell, is. */
  private static final List<List<Shape>> SHAPES = shapes(new SplittableRandom(20));

  private static List<List<Shape>> shapes(SplittableRandom random) {
    var shapes = new ArrayList<List<Shape>>();
    for (int digit = 0; digit < CELLS; digit++) {
      var variants = new ArrayList<Shape>();
      for (int i = 0; i < VARIANTS; i++) {
        variants.add(Shape.of(Glyphs.of(digit), random));
      }
      shapes.add(List.copyOf(variants));
    }
    return List.copyOf(shapes);
  }

  /** A PNG of {@code digits}, one per cell. */
  byte[] draw(byte[] digits, SecureRandom secure) {
    var random = new SplittableRandom(secure.nextLong());
    var dots = new Dots(WIDTH, CELL_HEIGHT);
    for (int cell = 0; cell < CELLS; cell++) {
      var shape = SHAPES.get(digits[cell]).get(random.nextInt(VARIANTS));
      int left = cell * CELL_WIDTH + (CELL_WIDTH - shape.width()) / 2 + shift(random, SHIFT_X);
      int top = (CELL_HEIGHT - shape.height()) / 2 + shift(random, SHIFT_Y);
      shape.putOn(dots, left, top);
      sprinkle(dots, cell, random);
    }
    return Png.of(dots);
  }

  private static void sprinkle(Dots dots, int cell, SplittableRandom random) {
    for (int i = 0; i < SPECKS; i++) {
      int x = cell * CELL_WIDTH + random.nextInt(CELL_WIDTH - 1);
      int y = random.nextInt(CELL_HEIGHT);
      int level = 1 + random.nextInt(3);
      dots.add(x, y, level);
      dots.add(x + 1, y, level / 2);
    }
  }

  private static int shift(SplittableRandom random, int most) {
    return random.nextInt(2 * most + 1) - most;
  }
}
