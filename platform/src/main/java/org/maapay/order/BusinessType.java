package org.maapay.order;

/** How the payer proves the payment (appendix C, {@code businessType}). */
public enum BusinessType {
  PASSWORD,
  PASSWORD_FREE
}
