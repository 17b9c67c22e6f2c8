package org.maapay.keypad;

import java.util.List;
import java.util.SplittableRandom;
import org.maapay.keypad.Glyphs.Line;

/**
 * A digit drawn once: sixteen levels of opacity per dot, with soft edges; packed as {@link Dots}
 * are, for even and for odd places.
 */
final class Shape {
  private static final int SIZE = 46;
  private static final int OPAQUE = 15;

  /** An odd place needs half an octet at both ends. */
  private static final int STRIDE = SIZE / 2 + 1;

  private final byte[] even = new byte[STRIDE * SIZE];
  private final byte[] odd = new byte[STRIDE * SIZE];

  private Shape() {}

  /** Draws {@code glyph} turned, slanted and scaled a little at random. */
  static Shape of(List<Line> glyph, SplittableRandom random) {
    double turn = Math.toRadians(random.nextDouble(-9, 9));
    double slant = random.nextDouble(-0.1, 0.1);
    double scale = random.nextDouble(2.05, 2.35);
    double half = random.nextDouble(1.7, 2.1);
    var lines = glyph.stream().map(line -> placed(line, turn, slant, scale)).toList();
    var shape = new Shape();
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        double inside = half + 0.5 - distance(lines, x + 0.5, y + 0.5);
        shape.set(x, y, Math.round(OPAQUE * Math.max(0, Math.min(1, inside))));
      }
    }
    return shape;
  }

  int width() {
    return SIZE;
  }

  int height() {
    return SIZE;
  }

  /** Puts it where nothing is yet, also not beside it. */
  void putOn(Dots dots, int left, int top) {
    boolean isEven = left % 2 == 0;
    for (int y = 0; y < SIZE; y++) {
      dots.put(left - left % 2, top + y, isEven ? even : odd, y * STRIDE, STRIDE);
    }
  }

  private void set(int x, int y, long level) {
    even[y * STRIDE + x / 2] |= (byte) (level << (x % 2 == 0 ? 4 : 0));
    odd[y * STRIDE + (x + 1) / 2] |= (byte) (level << (x % 2 == 0 ? 0 : 4));
  }

  private static Line placed(Line line, double turn, double slant, double scale) {
    var from = placed(line.x1(), line.y1(), turn, slant, scale);
    var to = placed(line.x2(), line.y2(), turn, slant, scale);
    return new Line(from[0], from[1], to[0], to[1]);
  }

  private static double[] placed(double x, double y, double turn, double slant, double scale) {
    double down = (y - Glyphs.HEIGHT / 2) * scale;
    double right = (x - Glyphs.WIDTH / 2) * scale - slant * down;
    double cos = Math.cos(turn);
    double sin = Math.sin(turn);
    return new double[] {
      SIZE / 2.0 + right * cos - down * sin, SIZE / 2.0 + right * sin + down * cos
    };
  }

  private static double distance(List<Line> lines, double x, double y) {
    double least = Double.MAX_VALUE;
    for (var line : lines) {
      double dx = line.x2() - line.x1();
      double dy = line.y2() - line.y1();
      double length = dx * dx + dy * dy;
      double along = length == 0 ? 0 : ((x - line.x1()) * dx + (y - line.y1()) * dy) / length;
      double at = Math.max(0, Math.min(1, along));
      least = Math.min(least, Math.hypot(x - line.x1() - at * dx, y - line.y1() - at * dy));
    }
    return least;
  }
}
