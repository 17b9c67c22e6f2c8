package org.maapay.institution;

/**
 * How an institution reaches the payer of an order (5.1.4-9). The stored and wire names are these.
 */
public enum Way {
  /** Its page, by a link that the merchant puts behind a button. */
  WEBVIEW,
  /** The payment chatbot, whose card opens its page. */
  CHATBOT,
  /** Its SDK inside the messaging client. */
  NATIVE
}
