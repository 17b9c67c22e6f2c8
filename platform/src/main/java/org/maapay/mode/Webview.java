package org.maapay.mode;

import java.util.Optional;
import org.maapay.keys.PageReferences;
import org.maapay.order.PaymentOrder;

/**
 * The institution's own page in the handset's built-in browser (5.1.1). The link holds a one-time
 * reference that only the vault can make; who opens it has shown that he can read messages sent to
 * the payer's number. It stays valid for the order's life, and each opening starts a new session.
 */
public final class Webview implements PaymentMode {
  private final String cashierOrigin;
  private final PageReferences references;

  public Webview(String cashierOrigin, PageReferences references) {
    this.cashierOrigin = cashierOrigin;
    this.references = references;
  }

  @Override
  public Optional<String> payUrl(PaymentOrder order) {
    var no = order.payOrderNo();
    return Optional.of(cashierOrigin + "/pay/" + no.value() + "?t=" + references.of(no));
  }
}
