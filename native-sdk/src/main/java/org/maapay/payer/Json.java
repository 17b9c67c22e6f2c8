package org.maapay.payer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As much JSON as the institution's answers need. What is not there reads as empty. */
final class Json {
  static final Json EMPTY = new Json(Collections.emptyMap());
  private static final int DEEPEST = 16;

  private final Map<String, @Nullable Object> members;

  private Json(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException if {@code text} is none
   */
  static Json read(String text) {
    var reader = new Reader(text);
    var value = reader.value(0);
    reader.end();
    if (value instanceof Json object) {
      return object;
    }
    throw new IllegalArgumentException("not a JSON object");
  }

  String text(String name) {
    return members.get(name) instanceof String text ? text : "";
  }

  /** The number of that name, or {@code otherwise}. */
  int number(String name, int otherwise) {
    return members.get(name) instanceof Double number ? number.intValue() : otherwise;
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  Json object(String name) {
    return members.get(name) instanceof Json object ? object : EMPTY;
  }

  List<Json> objects(String name) {
    var found = new ArrayList<Json>();
    if (members.get(name) instanceof List<?> items) {
      for (var item : items) {
        if (item instanceof Json object) {
          found.add(object);
        }
      }
    }
    return found;
  }

  List<String> texts(String name) {
    var found = new ArrayList<String>();
    if (members.get(name) instanceof List<?> items) {
      for (var item : items) {
        if (item instanceof String text) {
          found.add(text);
        }
      }
    }
    return found;
  }

  /** Writes a text as JSON does. */
  static String quoted(String text) {
    var out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  @Override
  public String toString() {
    return "Json" + members.keySet();
  }

  /** From left to right; anything unexpected is an IllegalArgumentException. */
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    @Nullable Object value(int depth) {
      require(depth < DEEPEST);
      skip();
      require(at < text.length());
      char c = text.charAt(at);
      if (c == '{') {
        return object(depth);
      } else if (c == '[') {
        return array(depth);
      } else if (c == '"') {
        return string();
      }
      return word();
    }

    void end() {
      skip();
      require(at == text.length());
    }

    private Json object(int depth) {
      expect('{');
      var members = new LinkedHashMap<String, @Nullable Object>();
      if (take('}')) {
        return new Json(members);
      }
      do {
        skip();
        var name = string();
        expect(':');
        members.put(name, value(depth + 1));
      } while (take(','));
      expect('}');
      return new Json(members);
    }

    private List<@Nullable Object> array(int depth) {
      expect('[');
      var items = new ArrayList<@Nullable Object>();
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
      require(at < text.length() && text.charAt(at) == '"');
      var out = new StringBuilder();
      for (at++; ; at++) {
        require(at < text.length());
        char c = text.charAt(at);
        if (c == '"') {
          at++;
          return out.toString();
        }
        out.append(c == '\\' ? escaped() : c);
      }
    }

    private char escaped() {
      at++;
      require(at < text.length());
      char c = text.charAt(at);
      int known = "\"\\/bfnrt".indexOf(c);
      if (known >= 0) {
        return "\"\\/\b\f\n\r\t".charAt(known);
      }
      require(c == 'u' && at + 4 < text.length());
      at += 4;
      return (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
    }

    private @Nullable Object word() {
      int from = at;
      while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      var word = text.substring(from, at);
      return switch (word) {
        case "true" -> true;
        case "false" -> false;
        case "null" -> null;
        default -> Double.valueOf(word);
      };
    }

    private boolean take(char wanted) {
      skip();
      boolean isNext = at < text.length() && text.charAt(at) == wanted;
      at += isNext ? 1 : 0;
      return isNext;
    }

    private void expect(char wanted) {
      require(take(wanted));
    }

    private void skip() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private static void require(boolean holds) {
      if (!holds) {
        throw new IllegalArgumentException("not JSON");
      }
    }
  }
}
