package org.maapay.merchant;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers how far each order and refund was told to have come. Callbacks are repeated, and may
 * overtake each other: what was told may not go back. Keep it in the merchant's database, so that
 * it survives a restart.
 */
public interface NoticeLog {
  /** Returns the highest stage recorded for {@code subject}; 0 if none. */
  int reached(String subject);

  /**
   * Records {@code stage} if it is higher than what was recorded, atomically.
   *
   * @return false if it is not: somebody else has taken the callback, or a later one
   */
  boolean advance(String subject, int stage);

  /** Takes {@code stage} back after the merchant failed to act on it. */
  void takeBack(String subject, int stage);

  /** Returns a log that keeps the last 100,000 subjects until the program ends. */
  static NoticeLog inMemory() {
    return new InMemory();
  }

  /** The default. */
  final class InMemory implements NoticeLog {
    private static final int MOST = 100_000;

    private final Map<String, Integer> stages =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST;
          }
        };

    private InMemory() {}

    @Override
    public synchronized int reached(String subject) {
      return stages.getOrDefault(subject, 0);
    }

    @Override
    public synchronized boolean advance(String subject, int stage) {
      if (reached(subject) >= stage) {
        return false;
      }
      stages.put(subject, stage);
      return true;
    }

    @Override
    public synchronized void takeBack(String subject, int stage) {
      stages.remove(subject, stage);
    }
  }
}
