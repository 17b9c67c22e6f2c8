package org.maapay.edge.http.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.Money;

/** A JSON value. Numbers keep the very text that was sent, so that no digit is lost or invented. */
public sealed interface Json {
  record Obj(Map<String, Json> members) implements Json {
    public static final Obj EMPTY = new Obj(Map.of());

    public Obj {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** The member of that name; null if there is none or it is JSON's null. */
    public @Nullable Json get(String name) {
      var value = members.get(name);
      return value instanceof Null ? null : value;
    }
  }

  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  record Text(String value) implements Json {}

  /** {@code literal} is the number as JSON writes it. */
  record Num(String literal) implements Json {}

  record Bool(boolean value) implements Json {}

  record Null() implements Json {}

  /** Compact JSON text; everything outside ASCII as it is. */
  default String write() {
    var out = new StringBuilder(512);
    JsonText.append(out, this);
    return out.toString();
  }

  static Json of(String value) {
    return new Text(value);
  }

  static Json of(long value) {
    return new Num(Long.toString(value));
  }

  static Json of(boolean value) {
    return new Bool(value);
  }

  /** The number with exactly the decimals that {@code value} has. */
  static Json of(BigDecimal value) {
    return new Num(value.toPlainString());
  }

  /** The amount in yuan, a number with two decimals (appendix C). */
  static Json of(Money value) {
    return of(value.toYuan());
  }

  static Json of(List<? extends Json> items) {
    return new Arr(List.copyOf(items));
  }

  /** An object to be filled member by member, written in that order. */
  static Members members() {
    return new Members();
  }

  /** Collects the members of an object. */
  final class Members {
    private final Map<String, Json> members = new LinkedHashMap<>();

    private Members() {}

    public Members put(String name, Json value) {
      members.put(name, value);
      return this;
    }

    public Members put(String name, String value) {
      return put(name, of(value));
    }

    public Members put(String name, long value) {
      return put(name, of(value));
    }

    public Members put(String name, boolean value) {
      return put(name, of(value));
    }

    public Members put(String name, BigDecimal value) {
      return put(name, of(value));
    }

    public Members put(String name, Money value) {
      return put(name, of(value));
    }

    /** Leaves the member out if there is no value. */
    public Members putIfPresent(String name, @Nullable String value) {
      return value == null ? this : put(name, value);
    }

    public Obj build() {
      return new Obj(members);
    }
  }
}
