package org.maapay.messaging.sms;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter.Message_payload;
import org.maapay.messaging.PhoneNumber;

/** Reads what users write back. Of a longer text every part comes by itself. */
final class UserTexts {
  private static final int UCS2 = 8;
  private static final int LATIN = 3;

  /** China's own, in a place that SMPP left free. */
  private static final int GB = 15;

  private UserTexts() {}

  /** Whether a user wrote it; a centre sends reports the same way. */
  static boolean isOne(DeliverSm message) {
    return !message.isSmscDeliveryReceipt() && !message.isIntermediateDeliveryNotification();
  }

  /** Who wrote; empty for a number that is none of China's. */
  static Optional<PhoneNumber> user(DeliverSm message) {
    try {
      return Optional.ofNullable(message.getSourceAddr()).map(PhoneNumber::parse);
    } catch (IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }

  static String text(DeliverSm message) {
    var octets = octets(message);
    int header = message.isUdhi() && octets.length > 0 ? 1 + Byte.toUnsignedInt(octets[0]) : 0;
    return new String(
        Arrays.copyOfRange(octets, Math.min(header, octets.length), octets.length),
        charset(Byte.toUnsignedInt(message.getDataCoding())));
  }

  private static byte[] octets(DeliverSm message) {
    Message_payload payload = message.getOptionalParameter(Message_payload.class);
    var octets = payload == null ? message.getShortMessage() : payload.getValue();
    return octets == null ? new byte[0] : octets;
  }

  /** Letters and digits are the same in the GSM alphabet and in ASCII. */
  private static Charset charset(int coding) {
    return switch (coding) {
      case UCS2 -> StandardCharsets.UTF_16BE;
      case LATIN -> StandardCharsets.ISO_8859_1;
      case GB -> Charset.forName("GB18030");
      default -> StandardCharsets.US_ASCII;
    };
  }
}
