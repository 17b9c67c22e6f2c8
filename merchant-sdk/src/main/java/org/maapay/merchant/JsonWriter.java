package org.maapay.merchant;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes one JSON object, member after member. What is absent is left out. */
final class JsonWriter {
  private final StringBuilder text = new StringBuilder(256).append('{');

  JsonWriter put(String name, String value) {
    quoted(separated(), name);
    quoted(text.append(':'), value);
    return this;
  }

  JsonWriter put(String name, Optional<String> value) {
    value.ifPresent(present -> put(name, present));
    return this;
  }

  JsonWriter put(String name, BigDecimal value) {
    quoted(separated(), name);
    text.append(':').append(value.toPlainString());
    return this;
  }

  JsonWriter put(String name, Json value) {
    quoted(separated(), name);
    append(text.append(':'), value);
    return this;
  }

  byte[] utf8() {
    return (text + "}").getBytes(StandardCharsets.UTF_8);
  }

  /** Writes {@code value} as it was read. */
  static String written(Json value) {
    var text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  private StringBuilder separated() {
    return text.length() == 1 ? text : text.append(',');
  }

  private static void append(StringBuilder out, Json value) {
    if (value instanceof Json.Text string) {
      quoted(out, string.value());
    } else if (value instanceof Json.Numeral number) {
      out.append(number.value());
    } else if (value instanceof Json.Flag flag) {
      out.append(flag.value());
    } else if (value instanceof Json.Array array) {
      items(out, array.items());
    } else if (value instanceof Json.Members members) {
      members(out, members.members());
    } else {
      out.append("null");
    }
  }

  private static void items(StringBuilder out, List<Json> items) {
    out.append('[');
    for (int i = 0; i < items.size(); i++) {
      append(i == 0 ? out : out.append(','), items.get(i));
    }
    out.append(']');
  }

  private static void members(StringBuilder out, Map<String, Json> members) {
    char before = '{';
    for (var member : members.entrySet()) {
      quoted(out.append(before), member.getKey());
      append(out.append(':'), member.getValue());
      before = ',';
    }
    out.append(members.isEmpty() ? "{}" : "}");
  }

  private static void quoted(StringBuilder out, String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u00")
                .append(c < 16 ? "0" : "1")
                .append("0123456789abcdef".charAt(c & 15));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
