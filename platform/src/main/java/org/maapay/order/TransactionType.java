package org.maapay.order;

/** How the payer is reached (appendix C, {@code transactionType}). The wire names are these. */
public enum TransactionType {
  WEBVIEW,
  CHATBOT,
  NATIVE,
  AGGREGATE,
  MERCHANT_CODE,
  PAYER_CODE
}
