package org.maapay.institution;

import org.jspecify.annotations.Nullable;
import org.maapay.institution.OutsideOrder.Known;

/** How preparing an order at an institution outside ended. */
public sealed interface Prepared {
  /**
   * The payer can pay.
   *
   * @param payUrl the institution's page
   * @param sdkToken starts its SDK, once; {@code sdkUrl} is the address that raises it
   */
  record Ready(
      Known known, @Nullable String payUrl, @Nullable String sdkToken, @Nullable String sdkUrl)
      implements Prepared {
    /** Without what is worth money. */
    @Override
    public String toString() {
      return "Ready[" + known.number() + "]";
    }
  }

  /** It is over already: debited at once, or ended since it was prepared first. */
  record Ended(Known known, Standing standing) implements Prepared {}

  /** The institution takes no such order; nothing is stored there. */
  record Refused(String code) implements Prepared {}

  /** It may be stored there or not: prepare it again, or close it. */
  record Unknown() implements Prepared {}
}
