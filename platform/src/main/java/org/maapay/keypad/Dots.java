package org.maapay.keypad;

/**
 * A picture of sixteen levels, 0 clear to 15 opaque, as PNG keeps its lines: two dots an octet, and
 * before each line a 0 that says "no filter".
 */
final class Dots {
  private static final int OPAQUE = 15;
  private static final int HIGH = 4;

  private final int width;
  private final int height;
  private final byte[] lines;

  /** A clear one of even width. */
  Dots(int width, int height) {
    this.width = width;
    this.height = height;
    this.lines = new byte[stride() * height];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** All lines; shared, not copied. */
  byte[] lines() {
    return lines;
  }

  /** Adds to a dot, to opaque at most. */
  void add(int x, int y, int level) {
    int at = at(x, y);
    int shift = shift(x);
    int sum = Math.min(OPAQUE, ((lines[at] >> shift) & OPAQUE) + level);
    lines[at] = (byte) ((lines[at] & ~(OPAQUE << shift)) | (sum << shift));
  }

  /** Puts dots side by side that are packed already, over whatever is there; {@code x} is even. */
  void put(int x, int y, byte[] packed, int from, int octets) {
    System.arraycopy(packed, from, lines, at(x, y), octets);
  }

  private int stride() {
    return 1 + width / 2;
  }

  private int at(int x, int y) {
    return y * stride() + 1 + x / 2;
  }

  /** The left one of two dots is the higher half. */
  private static int shift(int x) {
    return x % 2 == 0 ? HIGH : 0;
  }
}
