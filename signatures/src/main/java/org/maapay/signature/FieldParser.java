package org.maapay.signature;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maapay.signature.BareItem.BooleanItem;
import org.maapay.signature.BareItem.BytesItem;
import org.maapay.signature.BareItem.DecimalItem;
import org.maapay.signature.BareItem.IntegerItem;
import org.maapay.signature.BareItem.StringItem;
import org.maapay.signature.BareItem.TokenItem;
import org.maapay.signature.Member.InnerList;
import org.maapay.signature.Member.Item;
import org.maapay.signature.Member.Parameter;

/**
 * Reads dictionaries of RFC 8941. Stricter than the RFC must be: a key or parameter given twice and
 * base64 that is not canonical are refused, because two readers could disagree about them.
 */
final class FieldParser {
  private static final int LONGEST_INTEGER = 15;

  private final String text;
  private int at;

  private FieldParser(String text) {
    this.text = text;
  }

  static Map<String, Member> dictionary(String text) throws MalformedField {
    return new FieldParser(text).dictionary();
  }

  private Map<String, Member> dictionary() throws MalformedField {
    Map<String, Member> members = new LinkedHashMap<>();
    skipSpaces();
    while (!atEnd()) {
      var key = key();
      var member = accept('=') ? itemOrInnerList() : new Item(BooleanItem.TRUE, parameters());
      if (members.put(key, member) != null) {
        throw malformed("key given twice");
      }
      skipWhitespace();
      if (atEnd()) {
        return members;
      }
      expect(',');
      skipWhitespace();
      if (atEnd()) {
        throw malformed("comma at the end");
      }
    }
    return members;
  }

  private Member itemOrInnerList() throws MalformedField {
    return !atEnd() && peek() == '(' ? innerList() : item();
  }

  private InnerList innerList() throws MalformedField {
    expect('(');
    List<Item> items = new ArrayList<>(8);
    while (true) {
      skipSpaces();
      if (accept(')')) {
        return new InnerList(items, parameters());
      }
      items.add(item());
      if (atEnd() || (peek() != ' ' && peek() != ')')) {
        throw malformed("inner list");
      }
    }
  }

  private Item item() throws MalformedField {
    return new Item(bareItem(), parameters());
  }

  private List<Parameter> parameters() throws MalformedField {
    if (atEnd() || peek() != ';') {
      return List.of();
    }
    List<Parameter> parameters = new ArrayList<>(5);
    while (accept(';')) {
      skipSpaces();
      var name = key();
      for (var earlier : parameters) {
        if (earlier.name().equals(name)) {
          throw malformed("parameter given twice");
        }
      }
      parameters.add(new Parameter(name, accept('=') ? bareItem() : BooleanItem.TRUE));
    }
    return parameters;
  }

  private BareItem bareItem() throws MalformedField {
    if (atEnd()) {
      throw malformed("value missing");
    }
    char c = peek();
    if (c == '"') {
      return string();
    } else if (c == ':') {
      return bytes();
    } else if (c == '?') {
      return flag();
    } else if (c == '-' || isDigit(c)) {
      return number();
    } else if (c == '*' || isLower(c) || (c >= 'A' && c <= 'Z')) {
      return token();
    }
    throw malformed("value");
  }

  private StringItem string() throws MalformedField {
    expect('"');
    int from = at;
    StringBuilder unescaped = null;
    while (!atEnd()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return new StringItem(
            unescaped == null ? text.substring(from, at - 1) : unescaped.toString());
      } else if (c == '\\') {
        if (unescaped == null) {
          unescaped = new StringBuilder(text.substring(from, at - 1));
        }
        if (atEnd() || (peek() != '"' && peek() != '\\')) {
          throw malformed("escape");
        }
        unescaped.append(text.charAt(at++));
      } else if (c < 0x20 || c > 0x7e) {
        throw malformed("character in a string");
      } else if (unescaped != null) {
        unescaped.append(c);
      }
    }
    throw malformed("string without end");
  }

  private BytesItem bytes() throws MalformedField {
    expect(':');
    int end = text.indexOf(':', at);
    if (end < 0) {
      throw malformed("octets without end");
    }
    var base64 = text.substring(at, end);
    at = end + 1;
    try {
      var octets = Base64.getDecoder().decode(base64);
      if (!Base64.getEncoder().encodeToString(octets).equals(base64)) {
        throw malformed("base64 not canonical");
      }
    } catch (IllegalArgumentException notBase64) {
      throw malformed("base64");
    }
    return new BytesItem(base64);
  }

  private BooleanItem flag() throws MalformedField {
    expect('?');
    if (accept('1')) {
      return BooleanItem.TRUE;
    }
    expect('0');
    return new BooleanItem(false);
  }

  private BareItem number() throws MalformedField {
    int from = at;
    accept('-');
    int whole = digits();
    if (whole == 0) {
      throw malformed("number");
    }
    if (!accept('.')) {
      if (whole > LONGEST_INTEGER) {
        throw malformed("number too long");
      }
      return new IntegerItem(Long.parseLong(text, from, at, 10));
    }
    int fraction = digits();
    if (fraction == 0 || fraction > 3 || whole > 12) {
      throw malformed("decimal");
    }
    return new DecimalItem(new BigDecimal(text.substring(from, at)));
  }

  private int digits() {
    int from = at;
    while (!atEnd() && isDigit(peek())) {
      at++;
    }
    return at - from;
  }

  private TokenItem token() {
    int from = at++;
    while (!atEnd() && isTokenCharacter(peek())) {
      at++;
    }
    return new TokenItem(text.substring(from, at));
  }

  private String key() throws MalformedField {
    if (atEnd() || (peek() != '*' && !isLower(peek()))) {
      throw malformed("key");
    }
    int from = at++;
    while (!atEnd() && isKeyCharacter(peek())) {
      at++;
    }
    return text.substring(from, at);
  }

  private boolean atEnd() {
    return at >= text.length();
  }

  private char peek() {
    return text.charAt(at);
  }

  private boolean accept(char c) {
    if (atEnd() || peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char c) throws MalformedField {
    if (!accept(c)) {
      throw malformed("expected " + c);
    }
  }

  private void skipSpaces() {
    while (!atEnd() && peek() == ' ') {
      at++;
    }
  }

  private void skipWhitespace() {
    while (!atEnd() && (peek() == ' ' || peek() == '\t')) {
      at++;
    }
  }

  private MalformedField malformed(String what) {
    return new MalformedField(what + " at " + at);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isKeyCharacter(char c) {
    return isLower(c) || isDigit(c) || c == '_' || c == '-' || c == '.' || c == '*';
  }

  private static boolean isTokenCharacter(char c) {
    return isLower(c)
        || isDigit(c)
        || (c >= 'A' && c <= 'Z')
        || "!#$%&'*+-.^_`|~:/".indexOf(c) >= 0;
  }
}
