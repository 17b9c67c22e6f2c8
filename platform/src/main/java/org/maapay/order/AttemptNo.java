package org.maapay.order;

/** Counts the attempts to pay one order, from 1; 0 means none yet. */
public record AttemptNo(int value) {
  public static final AttemptNo NONE = new AttemptNo(0);

  /** The number of the attempt after this one. */
  public AttemptNo next() {
    return new AttemptNo(Math.addExact(value, 1));
  }

  boolean isAfter(AttemptNo other) {
    return value > other.value;
  }
}
