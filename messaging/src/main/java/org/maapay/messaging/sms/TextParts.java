package org.maapay.messaging.sms;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.maapay.messaging.Bytes;
import org.maapay.messaging.card.Ellipsis;

/**
 * A text as the short messages that carry it. What does not fit into one goes in several, put
 * together again by the handset (3GPP TS 23.040, 9.2.3.24.1); none ends inside a character or an
 * amount.
 */
final class TextParts {
  private static final int HEADER = 6;
  private static final int MOST = 255;

  private TextParts() {}

  /** How a text is written. */
  enum Alphabet {
    /** A septet for each sign of a small alphabet. */
    GSM7(160, 153),
    /** Two octets for each unit of UTF-16. */
    UCS2(70, 67);

    private final int alone;
    private final int together;

    Alphabet(int alone, int together) {
      this.alone = alone;
      this.together = together;
    }

    private int units(String text) {
      return this == GSM7 ? Gsm7.septets(text) : text.length();
    }

    private byte[] encode(String text) {
      return this == GSM7 ? Gsm7.encode(text) : text.getBytes(StandardCharsets.UTF_16BE);
    }
  }

  /**
   * One short message.
   *
   * @param no counted from 1
   * @param octets what stands in the message, with the header that names its place among {@code of}
   */
  record TextPart(int no, int of, Alphabet alphabet, Bytes octets) {
    boolean hasHeader() {
      return of > 1;
    }
  }

  /**
   * Cuts a text.
   *
   * @param reference tells the parts of this text from those of another; its lowest octet counts
   * @param smallAlphabet whether the centre's default alphabet is that of GSM
   */
  static List<TextPart> of(String text, int reference, boolean smallAlphabet) {
    var alphabet = smallAlphabet && Gsm7.covers(text) ? Alphabet.GSM7 : Alphabet.UCS2;
    if (alphabet.units(text) <= alphabet.alone) {
      return List.of(new TextPart(1, 1, alphabet, Bytes.of(alphabet.encode(text))));
    }
    var pieces = pieces(text, alphabet);
    if (pieces.size() > MOST) {
      throw new IllegalArgumentException("a text of " + pieces.size() + " short messages");
    }
    var parts = new ArrayList<TextPart>();
    for (int i = 0; i < pieces.size(); i++) {
      var octets = new ByteArrayOutputStream();
      octets.writeBytes(
          new byte[] {HEADER - 1, 0, 3, (byte) reference, (byte) pieces.size(), (byte) (i + 1)});
      octets.writeBytes(alphabet.encode(pieces.get(i)));
      parts.add(new TextPart(i + 1, pieces.size(), alphabet, Bytes.of(octets.toByteArray())));
    }
    return List.copyOf(parts);
  }

  private static List<String> pieces(String text, Alphabet alphabet) {
    var pieces = new ArrayList<String>();
    var rest = text;
    while (alphabet.units(rest) > alphabet.together) {
      int room = room(rest, alphabet);
      int whole = Ellipsis.wholeBefore(rest, room);
      int end = whole > 0 ? whole : hardCut(rest, room);
      pieces.add(rest.substring(0, end));
      rest = rest.substring(end);
    }
    pieces.add(rest);
    return pieces;
  }

  /** How many chars of {@code text} one part holds. */
  private static int room(String text, Alphabet alphabet) {
    int end = Math.min(text.length(), alphabet.together);
    while (alphabet.units(text.substring(0, end)) > alphabet.together) {
      end--;
    }
    return end;
  }

  /** For a number or a character that is longer than a whole part. */
  private static int hardCut(String text, int room) {
    return Character.isHighSurrogate(text.charAt(room - 1)) ? room - 1 : room;
  }
}
