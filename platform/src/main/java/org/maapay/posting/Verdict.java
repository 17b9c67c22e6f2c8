package org.maapay.posting;

/**
 * How the posting function ended one entry, in order of precedence: the first that applies. Every
 * one but {@code POSTED} has written nothing.
 */
public enum Verdict {
  POSTED,
  /** The same money moved before. */
  REPEATED,
  /** The person an order is for was never heard of. */
  PERSON_UNKNOWN,
  /** An order, an attempt or a refund changed since the decision was made: look, decide again. */
  STALE,
  /** The client's number stands for something that was stored before. */
  NUMBER_TAKEN,
  /** The account of the first leg does not hold enough that is free. */
  INSUFFICIENT;

  private static final Verdict[] BY_NUMBER = values();
  private static final String LATE = "MP00";

  static Verdict of(int number) {
    return BY_NUMBER[number];
  }

  /** Whether a call failed because its one entry was refused after a part of it was written. */
  static boolean isLate(String sqlState) {
    return sqlState.startsWith(LATE);
  }

  static Verdict late(String sqlState) {
    return of(sqlState.charAt(LATE.length()) - '0');
  }
}
