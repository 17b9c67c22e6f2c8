package org.maapay.simulator.merchant;

/** How a user wants to pay for what he tapped. */
enum PayWay {
  /** On the institution's page. */
  PAGE,
  /** In the SDK of his messaging client (B-3). */
  SDK,
  /** In the conversation of the platform's payment chatbot (B-2). */
  CHATBOT,
  /** Where the user chooses an institution (B-4). */
  AGGREGATE,
  /** Debited at once if his mandate allows it (B-6). */
  PASSWORD_FREE
}
