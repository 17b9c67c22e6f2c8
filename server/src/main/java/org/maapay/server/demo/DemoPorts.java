package org.maapay.server.demo;

/** The ports of the demo, counted from one. */
record DemoPorts(int base) {
  static final int DEFAULT = 8600;

  int merchantInterface() {
    return base;
  }

  int cashier() {
    return base + 1;
  }

  int keypad() {
    return base + 2;
  }

  int handset() {
    return base + 3;
  }

  int merchant() {
    return base + 4;
  }

  int secondMerchant() {
    return base + 5;
  }

  int bank() {
    return base + 6;
  }

  /** Where operators call the payment chatbot. */
  int operators() {
    return base + 7;
  }

  int postgres() {
    return base + 9;
  }

  int unicom() {
    return base + 10;
  }

  int telecom() {
    return base + 11;
  }

  int mobile() {
    return base + 12;
  }

  int gsma() {
    return base + 13;
  }

  int rbm() {
    return base + 14;
  }

  /** The second MaaPay, which is an institution alone. */
  int secondInterface() {
    return base + 15;
  }

  int secondCashier() {
    return base + 16;
  }

  int secondKeypad() {
    return base + 17;
  }

  /** Where institutions besides report to. */
  int institutions() {
    return base + 18;
  }

  /** The centre for SMS of operators that send none themselves. */
  int sms() {
    return base + 19;
  }

  /** The interface of an operator. */
  int of(String operator) {
    return switch (operator) {
      case "unicom" -> unicom();
      case "telecom" -> telecom();
      case "mobile" -> mobile();
      case "gsma" -> gsma();
      case "rbm" -> rbm();
      default -> throw new IllegalArgumentException("no such operator: " + operator);
    };
  }

  /** A page or interface by address, as handset and merchants are served. */
  static String byAddress(int port) {
    return "http://127.0.0.1:" + port;
  }

  /** A page by name, as cashier and keypad are served: WebAuthn refuses addresses. */
  static String byName(int port) {
    return "http://localhost:" + port;
  }
}
