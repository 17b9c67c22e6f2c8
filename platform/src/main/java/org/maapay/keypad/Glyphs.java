package org.maapay.keypad;

import java.util.ArrayList;
import java.util.List;

/**
 * The outlines of the ten digits as strokes, in a box 10 wide and 16 high. Drawn here, so that no
 * font is needed and no page can find one to compare with.
 */
final class Glyphs {
  static final double WIDTH = 10;
  static final double HEIGHT = 16;

  private static final double STEP = 12;
  private static final List<List<Line>> DIGITS =
      List.of(
          new Stroke().arc(5, 8, 4.1, 7.3, 0, 360).lines(),
          new Stroke().move(2.2, 3.8).to(5.7, 0.8).to(5.7, 15.3).lines(),
          new Stroke().arc(5, 4.9, 4, 4.2, 195, 400).to(1, 15.2).to(9.1, 15.2).lines(),
          new Stroke()
              .arc(4.8, 4.4, 3.7, 3.7, 205, 450)
              .lift()
              .arc(4.8, 11.6, 4.1, 3.8, 270, 515)
              .lines(),
          new Stroke().move(7.1, 15.3).to(7.1, 0.8).to(0.8, 11.1).to(9.4, 11.1).lines(),
          new Stroke()
              .move(8.6, 0.8)
              .to(2.2, 0.8)
              .to(1.7, 7.3)
              .arc(4.9, 10.6, 4.2, 4.7, 226, 515)
              .lines(),
          new Stroke()
              .arc(5, 10.9, 4, 4.5, 0, 360)
              .lift()
              .curve(7.5, 0.7, 1.7, 4.3, 1, 10.7)
              .lines(),
          new Stroke().move(1, 0.8).to(9, 0.8).to(3.9, 15.3).lines(),
          new Stroke().arc(5, 4.4, 3.5, 3.6, 0, 360).lift().arc(5, 11.7, 4.2, 3.7, 0, 360).lines(),
          new Stroke()
              .arc(5, 5.1, 4, 4.5, 0, 360)
              .lift()
              .curve(9, 5.3, 8.3, 11.7, 2.5, 15.3)
              .lines());

  private Glyphs() {}

  /** A straight piece of a stroke. */
  record Line(double x1, double y1, double x2, double y2) {}

  static List<Line> of(int digit) {
    return DIGITS.get(digit);
  }

  /** Follows a pen; curves become short lines. */
  private static final class Stroke {
    private final List<Line> lines = new ArrayList<>();
    private boolean isDown;
    private double x;
    private double y;

    Stroke move(double toX, double toY) {
      x = toX;
      y = toY;
      isDown = true;
      return this;
    }

    Stroke lift() {
      isDown = false;
      return this;
    }

    Stroke to(double toX, double toY) {
      if (isDown) {
        lines.add(new Line(x, y, toX, toY));
      }
      return move(toX, toY);
    }

    /** Part of an ellipse; degrees grow clockwise from the right. */
    Stroke arc(double cx, double cy, double rx, double ry, double from, double until) {
      for (double at = from; at < until; at += STEP) {
        to(cx + rx * cos(at), cy + ry * sin(at));
      }
      return to(cx + rx * cos(until), cy + ry * sin(until));
    }

    /** From one point to another, drawn towards a third. */
    Stroke curve(double fromX, double fromY, double midX, double midY, double toX, double toY) {
      to(fromX, fromY);
      for (int i = 1; i <= 10; i++) {
        double t = i / 10.0;
        double s = 1 - t;
        to(
            s * s * fromX + 2 * s * t * midX + t * t * toX,
            s * s * fromY + 2 * s * t * midY + t * t * toY);
      }
      return this;
    }

    List<Line> lines() {
      return List.copyOf(lines);
    }

    private static double cos(double degrees) {
      return Math.cos(Math.toRadians(degrees));
    }

    private static double sin(double degrees) {
      return Math.sin(Math.toRadians(degrees));
    }
  }
}
