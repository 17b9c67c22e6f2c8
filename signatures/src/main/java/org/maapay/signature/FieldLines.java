package org.maapay.signature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The header field lines of a message, as received and in order. */
@FunctionalInterface
public interface FieldLines {
  FieldLines NONE = name -> List.of();

  /** Returns the values of every line with this lower-case name; empty if there is none. */
  List<String> values(String lowerCaseName);

  /** Copies {@code fields}, whose names may be in any case. */
  static FieldLines of(Map<String, ? extends List<String>> fields) {
    Map<String, List<String>> copy = new HashMap<>();
    fields.forEach((name, values) ->
        copy.computeIfAbsent(name.toLowerCase(Locale.ROOT), unused -> new ArrayList<>())
            .addAll(values));
    return name -> copy.getOrDefault(name, List.of());
  }

  /** Returns these lines with one line more. */
  default FieldLines with(String name, String value) {
    var lowerCaseName = name.toLowerCase(Locale.ROOT);
    return asked -> {
      if (!asked.equals(lowerCaseName)) {
        return values(asked);
      }
      var all = new ArrayList<>(values(asked));
      all.add(value);
      return all;
    };
  }
}
