package org.maapay.merchant;

/** Whether the payer confirms with a password (appendix C, {@code businessType}). */
public enum BusinessType {
  PASSWORD,
  PASSWORD_FREE
}
