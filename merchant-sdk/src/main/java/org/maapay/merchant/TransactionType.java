package org.maapay.merchant;

/** How the payer is reached (appendix C, {@code transactionType}). */
public enum TransactionType {
  WEBVIEW,
  CHATBOT,
  NATIVE,
  AGGREGATE,
  /** The payer scans the merchant's code. */
  MERCHANT_CODE,
  /** The merchant scans the payer's code. */
  PAYER_CODE
}
