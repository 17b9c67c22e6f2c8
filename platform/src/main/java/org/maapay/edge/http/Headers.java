package org.maapay.edge.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The header fields of a message, in the order received; names are case-insensitive. */
public final class Headers {
  public static final Headers NONE = new Headers(Map.of());

  private final Map<String, List<String>> values;

  private Headers(Map<String, List<String>> values) {
    this.values = values;
  }

  /** The fields given as name, value, name, value. */
  public static Headers of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a header name without a value");
    }
    var fields = new LinkedHashMap<String, List<String>>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields
          .computeIfAbsent(lower(namesAndValues[i]), _ -> new ArrayList<>(1))
          .add(namesAndValues[i + 1]);
    }
    return new Headers(fields);
  }

  /** The fields of a map as HTTP servers hand it over. */
  public static Headers of(Map<String, List<String>> fields) {
    var copy = new LinkedHashMap<String, List<String>>();
    fields.forEach(
        (name, all) -> copy.computeIfAbsent(lower(name), _ -> new ArrayList<>()).addAll(all));
    copy.replaceAll((_, all) -> List.copyOf(all));
    return new Headers(copy);
  }

  /** These fields and one more line; an earlier line of the same name stays. */
  public Headers with(String name, String value) {
    var copy = new LinkedHashMap<>(values);
    var all = new ArrayList<>(all(name));
    all.add(value);
    copy.put(lower(name), List.copyOf(all));
    return new Headers(copy);
  }

  /** Every line of that name, in order; empty if there is none. */
  public List<String> all(String name) {
    return values.getOrDefault(lower(name), List.of());
  }

  /** The first line of that name. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** The one line of that name; empty if there is none or more than one. */
  public Optional<String> only(String name) {
    var all = all(name);
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }

  /** All fields by lower-case name. */
  public Map<String, List<String>> asMap() {
    return Collections.unmodifiableMap(values);
  }

  /** About the octets the fields took on the wire. */
  int octets() {
    int octets = 0;
    for (var field : values.entrySet()) {
      for (var value : field.getValue()) {
        octets += field.getKey().length() + value.length() + 4;
      }
    }
    return octets;
  }

  /** The names alone: values may hold a bearer token. */
  @Override
  public String toString() {
    return values.keySet().toString();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
