package org.maapay.keypad;

import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * Compresses octets of which many follow their like, as those of a drawing do: a zlib stream (RFC
 * 1950) of one block with the codes that everybody knows (RFC 1951, 3.2.6), in which an octet that
 * comes again is told as a run of distance one. Searching for anything else costs five times as
 * much as all of the rest and makes the picture of a keypad little smaller.
 */
final class RunLengths {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 258;
  private static final int DISTANCE_BITS = 5;

  /** For one code and the octets at the end. */
  private static final int ROOM = 16;

  /** Low six bits: how many bits; above them the bits, first one lowest. */
  private static final int[] LITERALS = literals();

  private static final int[] RUNS = runs();

  private byte[] out;
  private int size;
  private long bits;
  private int count;

  private RunLengths(int octets) {
    this.out = new byte[octets / 4 + ROOM]; // A drawing becomes smaller than that.
  }

  static byte[] compress(byte[] octets) {
    var made = new RunLengths(octets.length);
    made.put(0x0178, 16);
    made.put(0b011, 3); // The last block, with fixed codes.
    for (int i = 0; i < octets.length; ) {
      int end = octets[i] == 0 ? endOfZeros(octets, i) : endOfRun(octets, i);
      made.run(octets[i] & 0xff, end - i);
      i = end;
    }
    made.put(0, 7); // The end of the block.
    return made.ended(octets);
  }

  private static int endOfRun(byte[] octets, int from) {
    int end = from + 1;
    while (end < octets.length && octets[end] == octets[from]) {
      end++;
    }
    return end;
  }

  /** Those are long, and many octets are compared at once. */
  private static int endOfZeros(byte[] octets, int from) {
    // Each octet against the one after it.
    int last = octets.length - 1;
    int like = Arrays.mismatch(octets, from, last, octets, from + 1, octets.length);
    return like < 0 ? octets.length : from + like + 1;
  }

  private void run(int octet, int length) {
    put(LITERALS[octet]);
    int left = length - 1;
    while (left >= SHORTEST) {
      int some = Math.min(left, LONGEST);
      put(RUNS[some]);
      left -= some;
    }
    for (; left > 0; left--) {
      put(LITERALS[octet]);
    }
  }

  private byte[] ended(byte[] octets) {
    if (count > 0) {
      out[size++] = (byte) bits;
    }
    var sum = new Adler32();
    sum.update(octets);
    for (int shift = 24; shift >= 0; shift -= 8) {
      out[size++] = (byte) (sum.getValue() >>> shift);
    }
    return Arrays.copyOf(out, size);
  }

  private void put(int code) {
    put(code >>> 6, code & 63);
  }

  private void put(long added, int length) {
    if (out.length - size < ROOM) {
      out = Arrays.copyOf(out, 2 * out.length);
    }
    bits |= added << count;
    count += length;
    while (count >= 8) {
      out[size++] = (byte) bits;
      bits >>>= 8;
      count -= 8;
    }
  }

  private static int[] literals() {
    var codes = new int[256];
    for (int octet = 0; octet < codes.length; octet++) {
      codes[octet] = octet < 144 ? code(0x30 + octet, 8) : code(0x190 + octet - 144, 9);
    }
    return codes;
  }

  /** A code as it is packed: its highest bit comes first. */
  private static int code(int value, int length) {
    return Integer.reverse(value) >>> (32 - length) << 6 | length;
  }

  /** For each length its code, the bits that say the rest of it, and the code of distance one. */
  private static int[] runs() {
    var codes = new int[LONGEST + 1];
    int symbol = 257;
    int from = SHORTEST;
    for (int group = 0; from < LONGEST; group++) {
      int extra = group < 8 ? 0 : (group - 4) / 4;
      for (int i = 0; i < 1 << extra && from + i < LONGEST; i++) {
        codes[from + i] = run(symbol, i, extra);
      }
      from += 1 << extra;
      symbol++;
    }
    codes[LONGEST] = run(285, 0, 0);
    return codes;
  }

  private static int run(int symbol, int rest, int extra) {
    int length = symbol < 280 ? 7 : 8;
    int value = symbol < 280 ? symbol - 256 : 0xc0 + symbol - 280;
    int bits = code(value, length) >>> 6 | rest << length;
    return bits << 6 | (length + extra + DISTANCE_BITS);
  }
}
