package org.maapay.simulator.smsc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.maapay.messaging.Bytes;

/**
 * What the centre tells of a message (SMPP 3.4, appendix B).
 *
 * @param decimal whether it writes ids in another way than in answers, and in the text alone, as
 *     old centres do
 * @param attempt 1 for the first time it is told
 */
record Receipt(Submitted message, long id, boolean reached, boolean decimal, int attempt)
    implements Delivery {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyMMddHHmm");
  private static final int RECEIPTED_MESSAGE_ID = 0x001e;
  private static final int MESSAGE_STATE = 0x0427;
  private static final int USER_MESSAGE_REFERENCE = 0x0204;

  Receipt(Submitted message, long id, boolean reached, boolean decimal) {
    this(message, id, reached, decimal, 1);
  }

  @Override
  public Receipt attempt(int number) {
    return new Receipt(message, id, reached, decimal, number);
  }

  @Override
  public Bytes body() {
    var text = text().getBytes(StandardCharsets.US_ASCII);
    var body =
        new Fields.Writer()
            .text("")
            .octet(1)
            .octet(1)
            .text(message.to().e164().substring(1))
            .octet(0)
            .octet(0)
            .text(message.source())
            .octet(0x04)
            .octet(0)
            .octet(0)
            .text("")
            .text("")
            .octet(0)
            .octet(0)
            .octet(0)
            .octet(0)
            .octet(text.length)
            .octets(text);
    if (decimal) {
      return body.bytes();
    }
    var reference = message.reference();
    if (reference != null) {
      body.parameter(USER_MESSAGE_REFERENCE, reference.toArray());
    }
    return body.parameter(RECEIPTED_MESSAGE_ID, terminated(Long.toHexString(id)))
        .parameter(MESSAGE_STATE, new byte[] {(byte) (reached ? 2 : 5)})
        .bytes();
  }

  private String text() {
    var now = MINUTE.format(LocalDateTime.now(ZoneOffset.UTC));
    return "id:%s sub:001 dlvrd:%s submit date:%s done date:%s stat:%s err:%s text:"
        .formatted(
            decimal ? Long.toString(id) : Long.toHexString(id),
            reached ? "001" : "000",
            now,
            now,
            reached ? "DELIVRD" : "UNDELIV",
            reached ? "000" : "001");
  }

  private static byte[] terminated(String text) {
    return ByteBuffer.allocate(text.length() + 1)
        .put(text.getBytes(StandardCharsets.US_ASCII))
        .array();
  }
}
