package org.maapay.messaging.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** As much of ASN.1's DER as certificates and revocation lists are written in. */
final class Der {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return value(0x30, joined(parts));
  }

  /** What is told apart by a number alone, around whole values. */
  static byte[] tagged(int number, byte[]... parts) {
    return value(0xA0 | number, joined(parts));
  }

  /** The same around bare bytes. */
  static byte[] plain(int number, byte[] content) {
    return value(0x80 | number, content);
  }

  static byte[] integer(long number) {
    return value(0x02, BigInteger.valueOf(number).toByteArray());
  }

  static byte[] yes() {
    return value(0x01, new byte[] {(byte) 0xFF});
  }

  static byte[] octets(byte[] content) {
    return value(0x04, content);
  }

  static byte[] bits(byte[] content) {
    return value(0x03, joined(new byte[] {0}, content));
  }

  static byte[] time(Instant at) {
    return value(0x17, UTC.format(at).getBytes(US_ASCII));
  }

  static byte[] oid(String dotted) {
    var arcs = dotted.split("\\.", -1);
    var out = new ByteArrayOutputStream();
    out.write(Integer.parseInt(arcs[0], 10) * 40 + Integer.parseInt(arcs[1], 10));
    for (int i = 2; i < arcs.length; i++) {
      int arc = Integer.parseInt(arcs[i], 10);
      for (int shift = 28; shift > 0; shift -= 7) {
        if (arc >> shift != 0) {
          out.write(0x80 | ((arc >> shift) & 0x7F));
        }
      }
      out.write(arc & 0x7F);
    }
    return value(0x06, out.toByteArray());
  }

  private static byte[] value(int tag, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length >= 0x100) {
      out.write(0x82);
      out.write(content.length >> 8);
    } else if (content.length >= 0x80) {
      out.write(0x81);
    }
    out.write(content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (var part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
