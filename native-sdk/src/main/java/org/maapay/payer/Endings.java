package org.maapay.payer;

import org.maapay.payer.View.Ended.Why;

/** What the institution's refusals mean for the payer. */
final class Endings {
  private Endings() {}

  static Why why(String code) {
    return switch (code) {
      case "sdk-token-used" -> Why.TOKEN_USED;
      case "sdk-token-elsewhere" -> Why.TOKEN_ELSEWHERE;
      case "sdk-token-expired" -> Why.TOKEN_EXPIRED;
      case "device-mismatch" -> Why.DEVICE_MISMATCH;
      case "order-closed" -> Why.ORDER_CLOSED;
      case "page-session-expired" -> Why.SESSION_EXPIRED;
      default -> Why.TOKEN_UNKNOWN;
    };
  }
}
