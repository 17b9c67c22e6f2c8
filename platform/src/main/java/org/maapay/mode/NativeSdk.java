package org.maapay.mode;

import java.util.Optional;
import org.maapay.order.PaymentOrder;

/**
 * The institution's SDK inside the messaging client (5.1.3). A one-time token starts it; the agreed
 * address carries the token, so that a client with the SDK raises it and any other opens the same
 * address as a page.
 */
public final class NativeSdk implements PaymentMode {
  private final String cashierOrigin;
  private final SdkTokens tokens;

  public NativeSdk(String cashierOrigin, SdkTokens tokens) {
    this.cashierOrigin = cashierOrigin;
    this.tokens = tokens;
  }

  @Override
  public Optional<String> payUrl(PaymentOrder order) {
    return Optional.empty();
  }

  /** The order's next token: the same until it is used, then another. */
  public String sdkToken(PaymentOrder order) {
    return tokens.next(order);
  }

  /** The address that raises the SDK, or the page where there is none. */
  public String sdkUrl(PaymentOrder order, String token) {
    return cashierOrigin + "/pay/" + order.payOrderNo().value() + "?sdk=" + token;
  }
}
