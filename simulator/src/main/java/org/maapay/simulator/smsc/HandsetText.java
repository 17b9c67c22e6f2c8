package org.maapay.simulator.smsc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.maapay.messaging.Bytes;
import org.maapay.messaging.PhoneNumber;

/**
 * A short message from a handset: of a longer text a part, in UCS-2.
 *
 * @param header what says which part it is; empty if it stands alone
 */
record HandsetText(PhoneNumber from, String to, Bytes header, String text, int attempt)
    implements Delivery {
  private static final int ALONE = 70;
  private static final int PART = 67;
  private static final int UDH_INDICATOR = 0x40;
  private static final int UCS2 = 8;

  /** The short messages that a text takes. */
  static List<HandsetText> of(PhoneNumber from, String to, String text, int reference) {
    if (text.length() <= ALONE) {
      return List.of(new HandsetText(from, to, Bytes.NONE, text, 1));
    }
    var parts = new ArrayList<HandsetText>();
    int count = (text.length() + PART - 1) / PART;
    for (int no = 1; no <= count; no++) {
      var header = Bytes.of(new byte[] {5, 0, 3, (byte) reference, (byte) count, (byte) no});
      var piece = text.substring((no - 1) * PART, Math.min(no * PART, text.length()));
      parts.add(new HandsetText(from, to, header, piece, 1));
    }
    return parts;
  }

  @Override
  public HandsetText attempt(int number) {
    return new HandsetText(from, to, header, text, number);
  }

  @Override
  public Bytes body() {
    var words = text.getBytes(StandardCharsets.UTF_16BE);
    return new Fields.Writer()
        .text("")
        .octet(1)
        .octet(1)
        .text(from.e164().substring(1))
        .octet(0)
        .octet(1)
        .text(to)
        .octet(header.size() == 0 ? 0 : UDH_INDICATOR)
        .octet(0)
        .octet(0)
        .text("")
        .text("")
        .octet(0)
        .octet(0)
        .octet(UCS2)
        .octet(0)
        .octet(header.size() + words.length)
        .octets(header.toArray())
        .octets(words)
        .bytes();
  }
}
