package org.maapay.chatbot;

import org.maapay.order.PaymentOrder;

/** How opening a confirmation card's page ended, in order of precedence. */
public sealed interface Opening {
  /** Nobody was ever sent such a card. */
  record Unknown() implements Opening {}

  /** The card opened the page before; if the order can be paid still, the payer gets another. */
  record Used(PaymentOrder order) implements Opening {}

  /** The card is used up now. */
  record Opened(PaymentOrder order) implements Opening {}
}
