package org.maapay.mode;

import java.util.Optional;
import org.maapay.order.PaymentOrder;

/** How the payer of an order is reached. */
public sealed interface PaymentMode permits Webview, NativeSdk {
  /** The link that the merchant puts behind its pay button; empty if this mode has none. */
  Optional<String> payUrl(PaymentOrder order);
}
