package org.maapay.keypad;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON of an envelope, as far as envelopes need JSON: objects, arrays, whole numbers, and texts
 * without escapes. The vault reads it itself, so that nothing else stands between it and the wire.
 */
public final class EnvelopeText {
  private static final int LONGEST = 8 * 1024;
  private static final int DEEPEST = 4;

  private final Map<String, Object> members;

  private EnvelopeText(Map<String, Object> members) {
    this.members = members;
  }

  /** Reads base64url of UTF-8 JSON; empty if it is not an object in that form. */
  static Optional<EnvelopeText> read(String envelope) {
    if (envelope.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      var octets = Base64.getUrlDecoder().decode(envelope);
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
      var cursor = new Cursor(text);
      var members = cursor.object(0);
      cursor.end();
      return Optional.of(new EnvelopeText(members));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The text member of that name. */
  public Optional<String> text(String name) {
    return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The octets of a text member in base64url, if there are exactly {@code length}. */
  public Optional<byte[]> octets(String name, int length) {
    return text(name)
        .flatMap(text -> {
          try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
          } catch (IllegalArgumentException e) {
            return Optional.empty();
          }
        })
        .filter(octets -> octets.length == length);
  }

  /** The whole number of that name. */
  public Optional<Integer> number(String name) {
    return members.get(name) instanceof Integer number ? Optional.of(number) : Optional.empty();
  }

  /** The objects in the array of that name; empty if it is no array of objects. */
  public Optional<List<EnvelopeText>> objects(String name) {
    if (!(members.get(name) instanceof List<?> items)) {
      return Optional.empty();
    }
    var objects = new ArrayList<EnvelopeText>();
    for (var item : items) {
      if (!(item instanceof EnvelopeText object)) {
        return Optional.empty();
      }
      objects.add(object);
    }
    return Optional.of(objects);
  }

  @Override
  public String toString() {
    return "EnvelopeText";
  }

  /** Reads from left to right; anything unexpected is an IllegalArgumentException. */
  private static final class Cursor {
    private final String text;
    private int at;

    Cursor(String text) {
      this.text = text;
    }

    Map<String, Object> object(int depth) {
      require(depth < DEEPEST);
      expect('{');
      var members = new LinkedHashMap<String, Object>();
      if (take('}')) {
        return members;
      }
      do {
        var name = string();
        expect(':');
        require(members.put(name, value(depth + 1)) == null);
      } while (take(','));
      expect('}');
      return members;
    }

    void end() {
      skipSpace();
      require(at == text.length());
    }

    private Object value(int depth) {
      skipSpace();
      require(at < text.length());
      return switch (text.charAt(at)) {
        case '{' -> new EnvelopeText(object(depth));
        case '[' -> array(depth);
        case '"' -> string();
        default -> number();
      };
    }

    private List<Object> array(int depth) {
      require(depth < DEEPEST);
      expect('[');
      var items = new ArrayList<Object>();
      if (take(']')) {
        return items;
      }
      do {
        items.add(value(depth + 1));
      } while (take(','));
      expect(']');
      return items;
    }

    private String string() {
      expect('"');
      int from = at;
      while (at < text.length() && text.charAt(at) != '"') {
        require(text.charAt(at) >= ' ' && text.charAt(at) != '\\');
        at++;
      }
      var string = text.substring(from, at);
      expect('"');
      return string;
    }

    private Integer number() {
      int from = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      require(at > from && at - from <= 9 && (text.charAt(from) != '0' || at - from == 1));
      return Integer.valueOf(text.substring(from, at));
    }

    private boolean take(char wanted) {
      skipSpace();
      boolean isNext = at < text.length() && text.charAt(at) == wanted;
      at += isNext ? 1 : 0;
      return isNext;
    }

    private void expect(char wanted) {
      require(take(wanted));
    }

    private void skipSpace() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private static void require(boolean holds) {
      if (!holds) {
        throw new IllegalArgumentException("not an envelope");
      }
    }
  }
}
