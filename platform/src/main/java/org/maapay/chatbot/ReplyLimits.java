package org.maapay.chatbot;

/**
 * How many answers one person gets at most. What merchants ask and how payments end is told all the
 * same.
 *
 * @param perMinute of the clock; at least 1
 * @param perDay in Asia/Shanghai; not fewer than in a minute
 */
public record ReplyLimits(int perMinute, int perDay) {
  /** More than anybody types, and fewer than a loop sends. */
  public static final ReplyLimits STANDARD = new ReplyLimits(30, 300);

  public ReplyLimits {
    if (perMinute < 1 || perDay < perMinute) {
      throw new IllegalArgumentException("limits are at least 1, and a day's not below a minute's");
    }
  }
}
