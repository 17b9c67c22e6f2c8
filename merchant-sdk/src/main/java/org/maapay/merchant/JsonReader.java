package org.maapay.merchant;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON strictly: right UTF-8, no key twice, nothing after the end, sixteen levels at most.
 * Two readers that disagree about a message could disagree about an amount.
 */
final class JsonReader {
  private static final int DEEPEST = 16;
  private static final int LONGEST_NUMBER = 32;

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  static Json read(byte[] utf8) throws Json.Malformed {
    try {
      var decoder =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT);
      return new JsonReader(decoder.decode(ByteBuffer.wrap(utf8)).toString()).document();
    } catch (CharacterCodingException notUtf8) {
      throw new Json.Malformed("not UTF-8");
    }
  }

  private Json document() throws Json.Malformed {
    var value = value();
    skipSpace();
    if (at < text.length()) {
      throw malformed("text after the end");
    }
    return value;
  }

  private Json value() throws Json.Malformed {
    skipSpace();
    char c = peek();
    if (c == '{') {
      return nested(this::members);
    } else if (c == '[') {
      return nested(this::array);
    } else if (c == '"') {
      return new Json.Text(string());
    } else if (c == '-' || (c >= '0' && c <= '9')) {
      return number();
    }
    return word();
  }

  private interface Part {
    Json read() throws Json.Malformed;
  }

  private Json nested(Part part) throws Json.Malformed {
    if (++depth > DEEPEST) {
      throw malformed("too deep");
    }
    var value = part.read();
    depth--;
    return value;
  }

  private Json members() throws Json.Malformed {
    at++;
    Map<String, Json> members = new LinkedHashMap<>();
    skipSpace();
    if (accept('}')) {
      return new Json.Members(members);
    }
    do {
      skipSpace();
      var name = string();
      skipSpace();
      expect(':');
      if (members.put(name, value()) != null) {
        throw malformed("key given twice");
      }
      skipSpace();
    } while (accept(','));
    expect('}');
    return new Json.Members(members);
  }

  private Json array() throws Json.Malformed {
    at++;
    List<Json> items = new ArrayList<>();
    skipSpace();
    if (accept(']')) {
      return new Json.Array(items);
    }
    do {
      items.add(value());
      skipSpace();
    } while (accept(','));
    expect(']');
    return new Json.Array(items);
  }

  private String string() throws Json.Malformed {
    expect('"');
    var value = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        return paired(value.toString());
      } else if (c < ' ') {
        throw malformed("control character");
      }
      value.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() throws Json.Malformed {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw malformed("escape");
    };
  }

  private char unicode() throws Json.Malformed {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      char c = next();
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw malformed("escape");
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  /** Half of a pair is no character. */
  private String paired(String value) throws Json.Malformed {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw malformed("half a character");
      }
    }
    return value;
  }

  private Json number() throws Json.Malformed {
    int from = at;
    accept('-');
    if (!accept('0')) {
      digits();
    }
    if (accept('.')) {
      digits();
    }
    if (accept('e') || accept('E')) {
      if (!accept('+')) {
        accept('-');
      }
      digits();
    }
    if (at - from > LONGEST_NUMBER) {
      throw malformed("number too long");
    }
    try {
      return new Json.Numeral(new BigDecimal(text.substring(from, at)));
    } catch (NumberFormatException beyondAllMeasure) {
      throw malformed("number");
    }
  }

  private void digits() throws Json.Malformed {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == from) {
      throw malformed("number");
    }
  }

  private Json word() throws Json.Malformed {
    if (text.startsWith("true", at)) {
      at += 4;
      return new Json.Flag(true);
    } else if (text.startsWith("false", at)) {
      at += 5;
      return new Json.Flag(false);
    } else if (text.startsWith("null", at)) {
      at += 4;
      return new Json.Nothing();
    }
    throw malformed("value");
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws Json.Malformed {
    if (at >= text.length()) {
      throw malformed("end too early");
    }
    return text.charAt(at);
  }

  private char next() throws Json.Malformed {
    char c = peek();
    at++;
    return c;
  }

  private boolean accept(char c) {
    if (at >= text.length() || text.charAt(at) != c) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char c) throws Json.Malformed {
    if (!accept(c)) {
      throw malformed("expected " + c);
    }
  }

  private Json.Malformed malformed(String what) {
    return new Json.Malformed(what + " at " + at);
  }
}
