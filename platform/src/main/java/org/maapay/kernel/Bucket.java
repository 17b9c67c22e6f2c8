package org.maapay.kernel;

/**
 * The small number that says where a row of money lives. It is derived from the merchant or the
 * account that owns the row, leads every key and is carried inside every id, so that whoever holds
 * an id knows the bucket without looking anything up.
 */
public record Bucket(int value) implements Comparable<Bucket> {
  /** How many there are. Fixed for the life of an installation: ids carry the number. */
  public static final int COUNT = 1024;

  public Bucket {
    if (value < 0 || value >= COUNT) {
      throw new IllegalArgumentException("a bucket is from 0 to 1023, was " + value);
    }
  }

  /** The bucket of an owner named by {@code text}; spreads evenly and never changes. */
  public static Bucket of(String text) {
    int hash = 0x811c9dc5;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x01000193;
    }
    hash ^= hash >>> 15;
    hash *= 0x2c1b3c6d;
    hash ^= hash >>> 12;
    return new Bucket(hash & (COUNT - 1));
  }

  /** Four decimal digits, as ids carry them. */
  public String digits() {
    var text = Integer.toString(value);
    return "0000".substring(text.length()) + text;
  }

  static Bucket ofDigits(String id, int from) {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      var digit = id.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new IllegalArgumentException("not an id with a bucket inside");
      }
      value = value * 10 + digit;
    }
    return new Bucket(value);
  }

  @Override
  public int compareTo(Bucket other) {
    return Integer.compare(value, other.value);
  }
}
