package org.maapay.edge.http.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of the log are wanted; null asks for any.
 *
 * @param after rows later than this instant
 * @param limit at most so many, the newest ones
 */
public record InteractionQuery(
    @Nullable Instant after,
    @Nullable String incident,
    @Nullable String caller,
    @Nullable String subject,
    int limit) {
  /** The newest {@code limit} rows after {@code after}. */
  public static InteractionQuery since(@Nullable Instant after, int limit) {
    return new InteractionQuery(after, null, null, null, limit);
  }

  /** The newest rows about an order's or refund's number. */
  public static InteractionQuery about(String subject) {
    return new InteractionQuery(null, null, null, subject, 500);
  }

  /** The row of one call. */
  public static InteractionQuery incident(String incident) {
    return new InteractionQuery(null, incident, null, null, 1);
  }
}
