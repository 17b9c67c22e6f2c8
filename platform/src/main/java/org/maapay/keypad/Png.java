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
  private static final int LEVELS = 16;
  private static final byte BITS = 4;
  private static final byte PALETTE_COLOUR = 3;

  private Png() {}

  /**
   * Encodes a picture of even width.
   *
   * @param levels one octet per dot, 0 clear to 15 opaque, line by line
   */
  static byte[] ofLevels(byte[] levels, int width, int height) {
    var png = new ByteArrayOutputStream(16 * 1024);
    png.writeBytes(SIGNATURE);
    chunk(
        png,
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(BITS)
            .put(PALETTE_COLOUR)
            .put(new byte[3])
            .array());
    chunk(png, "PLTE", new byte[3 * LEVELS]);
    chunk(png, "tRNS", opacities());
    chunk(png, "IDAT", RunLengths.compress(packed(levels, width, height)));
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

  /** Two dots an octet; each line begins with 0, which means no filter. */
  private static byte[] packed(byte[] levels, int width, int height) {
    int stride = 1 + width / 2;
    var packed = new byte[stride * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x += 2) {
        int at = y * width + x;
        packed[y * stride + 1 + x / 2] = (byte) (levels[at] << BITS | levels[at + 1]);
      }
    }
    return packed;
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
