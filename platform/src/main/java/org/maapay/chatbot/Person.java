package org.maapay.chatbot;

import java.util.HexFormat;
import org.maapay.kernel.Bucket;

/** Somebody the chatbot talks with: the keyed index of his number, in hexadecimal. */
record Person(String hex) {
  static Person of(byte[] index) {
    return new Person(HexFormat.of().formatHex(index));
  }

  byte[] index() {
    return HexFormat.of().parseHex(hex);
  }

  /** Where his messages live. */
  Bucket bucket() {
    return Bucket.of(hex);
  }
}
