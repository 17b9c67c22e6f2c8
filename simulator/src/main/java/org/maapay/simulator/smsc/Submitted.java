package org.maapay.simulator.smsc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.Bytes;
import org.maapay.messaging.PhoneNumber;

/**
 * A short message that was submitted.
 *
 * @param reference what its sender calls it; null for nothing
 * @param header its place in a longer text; null if it stands alone
 */
public record Submitted(
    String source,
    PhoneNumber to,
    String validity,
    boolean receipt,
    String text,
    int dataCoding,
    @Nullable Bytes reference,
    @Nullable Header header) {
  private static final int USER_MESSAGE_REFERENCE = 0x0204;
  private static final int UDH_INDICATOR = 0x40;
  private static final int OCTETS = 140;
  private static final int SEPTETS = 160;
  private static final String ALPHABET =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** Which part of which text. */
  public record Header(int reference, int of, int no) {}

  /** Reads the body of submit_sm (SMPP 3.4, 4.4.1). */
  static Submitted read(Bytes body) {
    var fields = new Fields(body);
    fields.text(6);
    fields.octet();
    fields.octet();
    var source = fields.text(21);
    int ton = fields.octet();
    fields.octet();
    var destination = fields.text(21);
    int esmClass = fields.octet();
    fields.octet();
    fields.octet();
    fields.text(17);
    var validity = fields.text(17);
    boolean receipt = (fields.octet() & 0x03) == 1;
    fields.octet();
    int coding = fields.octet();
    fields.octet();
    var octets = fields.octets(fields.octet());
    var parameters = fields.parameters();
    boolean hasHeader = (esmClass & UDH_INDICATOR) != 0;
    var header = hasHeader ? header(octets) : null;
    var rest = hasHeader ? Arrays.copyOfRange(octets, 1 + octets[0], octets.length) : octets;
    return new Submitted(
        source,
        number(destination, ton),
        validity,
        receipt,
        text(rest, coding, hasHeader ? 1 + octets[0] : 0),
        coding,
        parameters.get(USER_MESSAGE_REFERENCE),
        header);
  }

  private static PhoneNumber number(String destination, int ton) {
    if (ton == 1 && !destination.matches("[1-9][0-9]{6,14}")) {
      throw new Fields.Malformed("no international number");
    }
    try {
      return PhoneNumber.parse(destination);
    } catch (IllegalArgumentException foreign) {
      throw new Fields.Malformed("no number of ours");
    }
  }

  private static Header header(byte[] octets) {
    if (octets.length < 6 || octets[0] != 5 || octets[1] != 0 || octets[2] != 3) {
      throw new Fields.Malformed("a header that is not of a part");
    }
    return new Header(
        Byte.toUnsignedInt(octets[3]),
        Byte.toUnsignedInt(octets[4]),
        Byte.toUnsignedInt(octets[5]));
  }

  private static String text(byte[] octets, int coding, int header) {
    return switch (coding) {
      case 8 -> {
        if (octets.length % 2 != 0 || octets.length + header > OCTETS) {
          throw new Fields.Malformed("UCS-2 of " + octets.length + " octets");
        }
        yield new String(octets, StandardCharsets.UTF_16BE);
      }
      case 0 -> {
        if (octets.length + (header * 8 + 6) / 7 > SEPTETS) {
          throw new Fields.Malformed(octets.length + " septets");
        }
        yield septets(octets);
      }
      default -> throw new Fields.Malformed("data coding " + coding);
    };
  }

  private static String septets(byte[] octets) {
    var text = new StringBuilder();
    for (int i = 0; i < octets.length; i++) {
      text.append(octets[i] == 0x1b ? extended(octets[++i]) : ALPHABET.charAt(octets[i]));
    }
    return text.toString();
  }

  private static char extended(byte octet) {
    return switch (octet) {
      case 0x0a -> '\f';
      case 0x14 -> '^';
      case 0x28 -> '{';
      case 0x29 -> '}';
      case 0x2f -> '\\';
      case 0x3c -> '[';
      case 0x3d -> '~';
      case 0x3e -> ']';
      case 0x40 -> '|';
      case 0x65 -> '€';
      default -> throw new Fields.Malformed("no such sign");
    };
  }
}
