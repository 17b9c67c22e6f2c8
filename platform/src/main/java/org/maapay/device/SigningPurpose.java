package org.maapay.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.maapay.kernel.Money;
import org.maapay.kernel.UserId;

/**
 * What a signature of a device is for, and for nothing else.
 *
 * @param session the page or SDK session in which it is given
 * @param number the number of what is paid
 * @param payee the payee's name as the payer sees it
 */
public record SigningPurpose(
    String session, UserId user, String number, String payee, Money amount) {

  /** The text that the device signs; it builds the same from what it shows. */
  byte[] text(String challenge) {
    return String.join("|", "maapay-device-v1", challenge, number, payee, amount.toString())
        .getBytes(UTF_8);
  }

  byte[] digest() {
    return sha256(String.join("|", "pay", session, number, payee, amount.toString()));
  }

  /** The text by which a new device shows that it has the private half. */
  static byte[] enrolmentText(String challenge) {
    return ("maapay-enrol-v1|" + challenge).getBytes(UTF_8);
  }

  static byte[] enrolmentDigest(String session) {
    return sha256("enrol|" + session);
  }

  static byte[] sha256(String text) {
    return sha256(text.getBytes(UTF_8));
  }

  static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256", e);
    }
  }
}
