package org.maapay.keypad;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Writes a picture that is nothing but transparency: a palette of sixteen blacks, from clear to
 * opaque, four bits a dot. Compressed lightly, because it is made for every session.
 */
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** What the other chunks take. */
  private static final int AROUND = 256;

  private static final int LEVELS = 16;
  private static final byte BITS = 4;
  private static final byte PALETTE_COLOUR = 3;

  private Png() {}

  static byte[] of(Dots dots) {
    var drawing = RunLengths.compress(dots.lines());
    var png = new ByteArrayOutputStream(drawing.length + AROUND);
    png.writeBytes(SIGNATURE);
    chunk(
        png,
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(dots.width())
            .putInt(dots.height())
            .put(BITS)
            .put(PALETTE_COLOUR)
            .put(new byte[3])
            .array());
    chunk(png, "PLTE", new byte[3 * LEVELS]);
    chunk(png, "tRNS", opacities());
    chunk(png, "IDAT", drawing);
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static byte[] opacities() {
    var opacities = new byte[LEVELS];
    for (int level = 0; level < LEVELS; level++) {
      opacities[level] = (byte) (level * 255 / (LEVELS - 1));
    }
    return opacities;
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
    var name = type.getBytes(StandardCharsets.US_ASCII);
    var sum = new CRC32();
    sum.update(name);
    sum.update(data);
    png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    png.writeBytes(name);
    png.writeBytes(data);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }
}
