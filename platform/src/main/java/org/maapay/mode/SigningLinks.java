package org.maapay.mode;

import org.maapay.keys.PageReferences;
import org.maapay.mandate.Mandate;

/**
 * The links to the page on which a user signs a mandate, and later sees and ends it. As with orders
 * the reference is derived, and whoever opens the link has shown that he can read messages sent to
 * the payer's number.
 */
public final class SigningLinks {
  private final String cashierOrigin;
  private final PageReferences references;

  public SigningLinks(String cashierOrigin, PageReferences references) {
    this.cashierOrigin = cashierOrigin;
    this.references = references;
  }

  /** The link that the merchant puts behind its button. */
  public String of(Mandate mandate) {
    var no = mandate.no();
    return cashierOrigin + "/mandate/" + no.value() + "?t=" + references.of(no);
  }
}
