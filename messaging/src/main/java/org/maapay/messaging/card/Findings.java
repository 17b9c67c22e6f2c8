package org.maapay.messaging.card;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.maapay.messaging.card.Violation.Rule;
import tools.jackson.databind.JsonNode;

/** What was found so far, and the plain checks that find it. */
final class Findings {
  private final List<Violation> violations = new ArrayList<>();

  List<Violation> all() {
    return List.copyOf(violations);
  }

  void add(String path, Rule rule, String detail) {
    violations.add(new Violation(path, rule, detail));
  }

  /** A member that must be there; true if it is. */
  boolean has(JsonNode parent, String name, String path) {
    if (parent.has(name)) {
      return true;
    }
    add(path + "." + name, Rule.MISSING, "required");
    return false;
  }

  boolean object(JsonNode json, String path) {
    return typed(json.isObject(), "an object", path);
  }

  /** A text of {@code min} to {@code max} code points, if it is there. */
  void text(JsonNode parent, String name, String path, int min, int max) {
    if (!parent.has(name) || !string(parent.path(name), path + "." + name)) {
      return;
    }
    var text = parent.path(name).stringValue();
    int length = text.codePointCount(0, text.length());
    if (length < min) {
      add(path + "." + name, Rule.TOO_SHORT, "at least " + min + " characters, has " + length);
    }
    if (length > max) {
      add(path + "." + name, Rule.TOO_LONG, "at most " + max + " characters, has " + length);
    }
  }

  void bytes(JsonNode parent, String name, String path, int max) {
    int length = parent.path(name).asString().getBytes(StandardCharsets.UTF_8).length;
    if (length > max) {
      add(path + "." + name, Rule.TOO_LONG, "at most " + max + " bytes, has " + length);
    }
  }

  void oneOf(JsonNode parent, String name, String path, Set<String> allowed) {
    if (parent.has(name)
        && string(parent.path(name), path + "." + name)
        && !allowed.contains(parent.path(name).stringValue())) {
      add(path + "." + name, Rule.NOT_ALLOWED, "one of " + allowed.stream().sorted().toList());
    }
  }

  void natural(JsonNode parent, String name, String path) {
    var json = parent.path(name);
    if (parent.has(name) && typed(json.isIntegralNumber(), "a whole number", path + "." + name)) {
      if (json.bigIntegerValue().signum() < 0) {
        add(path + "." + name, Rule.NOT_ALLOWED, "at least 0");
      }
    }
  }

  void number(JsonNode parent, String name, String path) {
    if (parent.has(name)) {
      typed(parent.path(name).isNumber(), "a number", path + "." + name);
    }
  }

  void uri(JsonNode parent, String name, String path) {
    if (!parent.has(name) || !string(parent.path(name), path + "." + name)) {
      return;
    }
    try {
      if (new URI(parent.path(name).stringValue()).isAbsolute()) {
        return;
      }
    } catch (URISyntaxException _) {
      // reported below
    }
    add(path + "." + name, Rule.NOT_A_URI, "an absolute URI");
  }

  void time(JsonNode parent, String name, String path) {
    if (!parent.has(name) || !string(parent.path(name), path + "." + name)) {
      return;
    }
    try {
      OffsetDateTime.parse(parent.path(name).stringValue());
    } catch (DateTimeParseException _) {
      add(path + "." + name, Rule.NOT_A_TIME, "a date and time with an offset (RFC 3339)");
    }
  }

  /** An array of {@code min} to {@code max} items; true if its items can be looked at. */
  boolean array(JsonNode json, String path, int min, int max) {
    if (!typed(json.isArray(), "an array", path)) {
      return false;
    }
    if (json.size() < min) {
      add(path, Rule.TOO_FEW, "at least " + min + " items, has " + json.size());
    }
    if (json.size() > max) {
      add(path, Rule.TOO_MANY, "at most " + max + " items, has " + json.size());
    }
    return true;
  }

  boolean string(JsonNode json, String path) {
    return typed(json.isString(), "a string", path);
  }

  private boolean typed(boolean right, String expected, String path) {
    if (!right) {
      add(path, Rule.WRONG_TYPE, expected);
    }
    return right;
  }
}
