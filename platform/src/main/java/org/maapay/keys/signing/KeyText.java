package org.maapay.keys.signing;

import java.util.Base64;

/** PEM for keys that the JDK cannot read. What is wrong is said without a letter of the key. */
final class KeyText {
  private KeyText() {}

  static byte[] der(String pem, String type) {
    var begin = "-----BEGIN " + type + "-----";
    var end = "-----END " + type + "-----";
    var text = pem.strip();
    if (!text.startsWith(begin) || !text.endsWith(end)) {
      throw new IllegalArgumentException("not a PEM of a " + type);
    }
    var body = text.substring(begin.length(), text.length() - end.length());
    try {
      return Base64.getMimeDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("PEM that is not base64");
    }
  }

  static String pem(String type, byte[] der) {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
  }
}
