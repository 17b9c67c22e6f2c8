package org.maapay.simulator.smsc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.maapay.messaging.Bytes;

/** Reads the fields of a body one after the other, and writes them. */
final class Fields {
  private final ByteBuffer rest;

  Fields(Bytes body) {
    this.rest = ByteBuffer.wrap(body.toArray());
  }

  /** What does not follow the specification. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Malformed(String what) {
      super(what);
    }
  }

  /** Text that a zero octet ends; {@code most} counts it. */
  String text(int most) {
    var text = new ByteArrayOutputStream();
    for (int octet = octet(); octet != 0; octet = octet()) {
      text.write(octet);
      if (text.size() >= most) {
        throw new Malformed("a text over " + most + " octets");
      }
    }
    return text.toString(StandardCharsets.US_ASCII);
  }

  int octet() {
    need(1);
    return Byte.toUnsignedInt(rest.get());
  }

  byte[] octets(int count) {
    need(count);
    var octets = new byte[count];
    rest.get(octets);
    return octets;
  }

  /** The optional parameters that end a body, by tag. */
  Map<Integer, Bytes> parameters() {
    var parameters = new LinkedHashMap<Integer, Bytes>();
    while (rest.hasRemaining()) {
      need(4);
      int tag = Short.toUnsignedInt(rest.getShort());
      parameters.put(tag, Bytes.of(octets(Short.toUnsignedInt(rest.getShort()))));
    }
    return parameters;
  }

  private void need(int octets) {
    if (rest.remaining() < octets) {
      throw new Malformed("it ends too early");
    }
  }

  /** A body in the making. */
  static final class Writer {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    Writer text(String text) {
      body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
      body.write(0);
      return this;
    }

    Writer octet(int value) {
      body.write(value);
      return this;
    }

    Writer octets(byte[] octets) {
      body.writeBytes(octets);
      return this;
    }

    Writer parameter(int tag, byte[] value) {
      body.writeBytes(
          ByteBuffer.allocate(4).putShort((short) tag).putShort((short) value.length).array());
      body.writeBytes(value);
      return this;
    }

    Bytes bytes() {
      return Bytes.of(body.toByteArray());
    }
  }
}
