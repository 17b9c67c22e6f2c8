package org.maapay.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.PayOrderNo;

/**
 * Something that became true about an order or a mandate, whose numbers have one form. {@code
 * ordinal} grows with every fact of it, and names the fact together with it; {@code detail} is the
 * number of a refund, or nothing.
 */
public record Fact(
    PayOrderNo subject, int ordinal, Kind kind, @Nullable String detail, Instant at) {
  /** What became true. The stored names are these. */
  public enum Kind {
    ORDER_PAID,
    ORDER_CLOSED,
    REFUND_SUCCEEDED,
    REFUND_FAILED,
    MANDATE_SIGNED,
    MANDATE_REVOKED,
    MANDATE_EXPIRED
  }
}
