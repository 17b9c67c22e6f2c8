package org.maapay.merchant;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of an answer or a callback, read by name. What must be there and is not makes the
 * whole message worthless; what nobody expects is passed over, so that the platform may add to it.
 */
final class Fields {
  private final Map<String, Json> members;

  private Fields(Map<String, Json> members) {
    this.members = members;
  }

  static Fields of(byte[] body) throws Json.Malformed {
    return of(JsonReader.read(body));
  }

  static Fields of(Json json) throws Json.Malformed {
    if (json instanceof Json.Members object) {
      return new Fields(object.members());
    }
    throw new Json.Malformed("not an object");
  }

  String text(String name) throws Json.Malformed {
    return maybeText(name).orElseThrow(() -> missing(name));
  }

  Optional<String> maybeText(String name) throws Json.Malformed {
    var value = members.get(name);
    if (value == null || value instanceof Json.Nothing) {
      return Optional.empty();
    } else if (value instanceof Json.Text text) {
      return Optional.of(text.value());
    }
    throw missing(name);
  }

  Amount amount(String name) throws Json.Malformed {
    return maybeAmount(name).orElseThrow(() -> missing(name));
  }

  Optional<Amount> maybeAmount(String name) throws Json.Malformed {
    var value = members.get(name);
    try {
      if (value == null || value instanceof Json.Nothing) {
        return Optional.empty();
      } else if (value instanceof Json.Numeral number) {
        return Optional.of(Amount.ofYuan(number.value()));
      } else if (value instanceof Json.Text text) {
        return Optional.of(Amount.ofYuan(new BigDecimal(text.value())));
      }
    } catch (ArithmeticException | NumberFormatException notAnAmount) {
      throw missing(name);
    }
    throw missing(name);
  }

  long integer(String name) throws Json.Malformed {
    if (members.get(name) instanceof Json.Numeral number) {
      try {
        return number.value().longValueExact();
      } catch (ArithmeticException notAnInteger) {
        throw missing(name);
      }
    }
    throw missing(name);
  }

  Instant instant(String name) throws Json.Malformed {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeException notAnInstant) {
      throw missing(name);
    }
  }

  List<Json> items(String name) {
    return members.get(name) instanceof Json.Array array ? array.items() : List.of();
  }

  Optional<Fields> maybeFields(String name) throws Json.Malformed {
    var value = members.get(name);
    return value instanceof Json.Members ? Optional.of(of(value)) : Optional.empty();
  }

  private static Json.Malformed missing(String name) {
    return new Json.Malformed("no usable " + name);
  }
}
