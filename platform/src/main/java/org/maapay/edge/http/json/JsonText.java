package org.maapay.edge.http.json;

import java.util.Arrays;
import java.util.HexFormat;

/** Writes JSON. */
final class JsonText {
  private static final HexFormat HEX = HexFormat.of();
  private static final boolean[] ESCAPED = escaped();

  private JsonText() {}

  static void append(StringBuilder out, Json value) {
    switch (value) {
      case Json.Obj(var members) -> {
        var separator = '{';
        for (var member : members.entrySet()) {
          out.append(separator);
          quote(out, member.getKey());
          out.append(':');
          append(out, member.getValue());
          separator = ',';
        }
        out.append(members.isEmpty() ? "{}" : "}");
      }
      case Json.Arr(var items) -> {
        var separator = '[';
        for (var item : items) {
          out.append(separator);
          append(out, item);
          separator = ',';
        }
        out.append(items.isEmpty() ? "[]" : "]");
      }
      case Json.Text(var text) -> quote(out, text);
      case Json.Num(var literal) -> out.append(literal);
      case Json.Bool(var bool) -> out.append(bool);
      case Json.Null() -> out.append("null");
    }
  }

  /** What needs no escape is copied in one piece: most texts are, and pictures are long. */
  private static void quote(StringBuilder out, String text) {
    out.append('"');
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isEscaped(text.charAt(i))) {
        out.append(text, from, i);
        escape(out, text.charAt(i));
        from = i + 1;
      }
    }
    out.append(text, from, text.length()).append('"');
  }

  /** U+2028 and U+2029 end lines in older scripts; '<' keeps JSON harmless inside HTML. */
  private static boolean isEscaped(char c) {
    return c < ESCAPED.length ? ESCAPED[c] : c == '\u2028' || c == '\u2029';
  }

  /** Of ASCII, looked up: a picture has ten thousand letters. */
  private static boolean[] escaped() {
    var escaped = new boolean[0x80];
    Arrays.fill(escaped, 0, 0x20, true);
    for (char c : new char[] {'"', '\\', '<', 0x7f}) {
      escaped[c] = true;
    }
    return escaped;
  }

  private static void escape(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append("\\u").append(HEX.toHexDigits(c));
    }
  }
}
