package org.maapay.messaging.mobile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A body of several parts in one text: {@code multipart/mixed; boundary="next"}. It is read by its
 * boundary alone, because real senders write wrong lengths, or {@code [content length]} itself.
 */
final class MixedBody {
  static final String BOUNDARY = "next";
  static final String TYPE = "multipart/mixed; boundary=\"" + BOUNDARY + "\"";
  private static final Pattern BOUNDARY_OF = Pattern.compile("(?i)boundary=\"?([^\";,\\s]+)\"?");
  private static final Pattern CONTENT_TYPE =
      Pattern.compile("(?im)^content-type:[ \\t]*([^\\r\\n]+)");

  private MixedBody() {}

  /** A part and its content type. */
  record Piece(String contentType, String content) {}

  static String write(List<Piece> pieces) {
    var body = new StringBuilder();
    for (var piece : pieces) {
      int length = piece.content().getBytes(StandardCharsets.UTF_8).length;
      body.append("--")
          .append(BOUNDARY)
          .append("\r\nContent-Type: ")
          .append(piece.contentType())
          .append("\r\nContent-Disposition: inline; filename=\"Message\"\r\nContent-Length: ")
          .append(length)
          .append("\r\n\r\n")
          .append(piece.content())
          .append("\r\n");
    }
    return body.append("--").append(BOUNDARY).append("--").toString();
  }

  static boolean is(String contentType) {
    return contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  /** The parts; XML parsers turn CR LF into LF, so either ends a line. */
  static List<Piece> read(String contentType, String body) {
    var named = BOUNDARY_OF.matcher(contentType);
    var boundary = named.find() ? named.group(1) : BOUNDARY;
    var pieces = new ArrayList<Piece>();
    var sections = ("\n" + body.replace("\r\n", "\n")).split("\n--" + Pattern.quote(boundary), -1);
    for (int i = 1; i < sections.length && !sections[i].startsWith("--"); i++) {
      int end = sections[i].indexOf("\n\n");
      if (end >= 0) {
        var type = CONTENT_TYPE.matcher(sections[i].substring(0, end));
        pieces.add(
            new Piece(
                type.find() ? type.group(1).strip() : "text/plain",
                sections[i].substring(end + 2)));
      }
    }
    return pieces;
  }
}
