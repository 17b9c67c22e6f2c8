package org.maapay.signature;

import java.util.Optional;
import org.maapay.signature.BareItem.BooleanItem;
import org.maapay.signature.BareItem.StringItem;
import org.maapay.signature.Member.Item;

/**
 * One covered component (RFC 9421 section 2). {@code identifier} is its canonical text, which opens
 * its line in the signature base: two components are the same exactly when their texts are.
 *
 * @param fromRequest the {@code req} parameter: taken from the request that an answer answers
 * @param member the {@code key} parameter: one member of a dictionary field
 * @param queryParameter the {@code name} parameter of {@code @query-param}
 */
record Component(
    String identifier,
    String name,
    boolean fromRequest,
    Optional<String> member,
    Optional<String> queryParameter) {

  static Component of(Item item) throws MalformedField {
    if (!(item.value() instanceof StringItem name)) {
      throw new MalformedField("a component is a string");
    }
    boolean fromRequest = false;
    Optional<String> member = Optional.empty();
    Optional<String> queryParameter = Optional.empty();
    for (var parameter : item.parameters()) {
      var value = parameter.value();
      if (parameter.name().equals("req") && value instanceof BooleanItem flag && flag.value()) {
        fromRequest = true;
      } else if (parameter.name().equals("key") && value instanceof StringItem key) {
        member = Optional.of(key.value());
      } else if (parameter.name().equals("name")
          && name.value().equals("@query-param")
          && value instanceof StringItem asked) {
        queryParameter = Optional.of(asked.value());
      } else {
        throw new MalformedField("unknown component parameter " + parameter.name());
      }
    }
    requireLowerCase(name.value());
    return new Component(identifier(item), name.value(), fromRequest, member, queryParameter);
  }

  /** Reads an identifier such as {@code "@method";req} that stands in this library's own rules. */
  static Component named(String identifier) {
    try {
      var members = FieldParser.dictionary("c=" + identifier);
      if (members.get("c") instanceof Item item) {
        return of(item);
      }
    } catch (MalformedField fault) {
      throw new IllegalArgumentException("not a component: " + identifier, fault);
    }
    throw new IllegalArgumentException("not a component: " + identifier);
  }

  boolean isDerived() {
    return name.startsWith("@");
  }

  private static String identifier(Item item) {
    if (item.parameters().isEmpty() && item.value() instanceof StringItem name) {
      return '"' + name.value() + '"';
    }
    var text = new StringBuilder(32);
    item.appendTo(text);
    return text.toString();
  }

  private static void requireLowerCase(String name) throws MalformedField {
    if (name.isEmpty()) {
      throw new MalformedField("component without a name");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c > '~' || c == '"' || c == '\\' || (c >= 'A' && c <= 'Z')) {
        throw new MalformedField("component name");
      }
    }
  }
}
