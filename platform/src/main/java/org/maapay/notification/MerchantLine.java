package org.maapay.notification;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The callbacks of one merchant that this node sends: a few at once, more in line behind them, so
 * that a place never stands empty while there is something to send.
 */
final class MerchantLine {
  private static final int AT_ONCE = 64;
  private static final int IN_LINE = 512;

  /** So many in line keep all places busy until more are taken. */
  private static final int ENOUGH = 64;

  private final ArrayDeque<Leased> waiting = new ArrayDeque<>();
  private int sending;

  /**
   * A callback that is ours until {@code until}.
   *
   * @param stored false if it is a fact in the outbox still, and becomes a callback once it was
   *     sent
   */
  record Leased(Notice notice, Instant until, boolean stored) {}

  /** What becomes of a callback that comes to the line. */
  enum Admission {
    /** There is a place: whoever asked sends it, and then what {@link #next} gives him. */
    SENDS,
    WAITS,
    FULL
  }

  synchronized Admission admit(Leased one) {
    if (sending < AT_ONCE) {
      sending++;
      return Admission.SENDS;
    }
    if (waiting.size() < IN_LINE) {
      waiting.add(one);
      return Admission.WAITS;
    }
    return Admission.FULL;
  }

  /** The next to send; empty, and the place is given back, if there is none. */
  synchronized Optional<Leased> next() {
    var next = Optional.ofNullable(waiting.poll());
    if (next.isEmpty()) {
      sending--;
    }
    return next;
  }

  /** Whether more would only lie here. */
  synchronized boolean isBusy() {
    return waiting.size() >= ENOUGH;
  }

  /** Whether what comes straight from a payment can stand in line and be sent in its time. */
  synchronized boolean hasRoom() {
    return waiting.size() < IN_LINE / 2;
  }

  /** Whether it is the last moment to bring more. */
  synchronized boolean isRunningLow() {
    return waiting.size() == ENOUGH - 1;
  }

  /** Takes out all that were not begun. */
  synchronized List<Leased> drain() {
    var rest = new ArrayList<>(waiting);
    waiting.clear();
    return rest;
  }
}
