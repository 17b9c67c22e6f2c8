package org.maapay.mode;

import org.maapay.order.PaymentOrder;

/** How opening an SDK token ended, in order of precedence. */
public sealed interface SdkOpening {
  /** Nobody issued such a token. */
  record Unknown() implements SdkOpening {}

  /** It was opened before, on another device. */
  record Elsewhere() implements SdkOpening {}

  /** It was opened before, on this device. */
  record Used() implements SdkOpening {}

  /** The order's time is over. */
  record Expired() implements SdkOpening {}

  /** It is used up now, by this device. */
  record Opened(PaymentOrder order) implements SdkOpening {}
}
