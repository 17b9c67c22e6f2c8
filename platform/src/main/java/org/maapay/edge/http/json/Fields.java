package org.maapay.edge.http.json;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Money;

/**
 * The fields of one JSON object, read by name. Errors are collected, so that a caller learns all of
 * them at once: a wrong field yields a harmless stand-in, and {@link #read} drops what was built
 * from it. A field that nobody asked for is an error too: it hides a typing error. A null counts as
 * absent.
 */
public final class Fields {
  private static final Pattern AMOUNT = Pattern.compile("(0|[1-9]\\d{0,7})(\\.\\d{1,2})?");
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,17})");
  private static final TextRule URL = TextRule.upTo(256);
  private static final TextRule ANY = TextRule.between(0, Integer.MAX_VALUE);

  private final Json.Obj object;
  private final String prefix;
  private final List<FieldError> errors;
  private final Set<String> asked = new HashSet<>();

  private Fields(Json.Obj object, String prefix, List<FieldError> errors) {
    this.object = object;
    this.prefix = prefix;
    this.errors = errors;
  }

  /** Builds a value from the fields of {@code object}; all that is wrong comes back at once. */
  public static <T> Reading<T> read(Json.Obj object, Function<Fields, T> builder) {
    var fields = new Fields(object, "", new ArrayList<>());
    var value = fields.build(builder);
    if (!fields.errors.isEmpty()) {
      return new Reading.Bad<>(List.copyOf(fields.errors));
    }
    return new Reading.Good<>(value.orElseThrow());
  }

  /** A text that must be there; a stand-in obeys the rule if that is easy, else it is empty. */
  public String text(String name, TextRule rule) {
    return required(name, optionalText(name, rule), rule.standIn());
  }

  /** A text that may be absent. */
  public Optional<String> optionalText(String name, TextRule rule) {
    return switch (take(name)) {
      case null -> Optional.empty();
      case Json.Text(var value) -> {
        var objection = rule.objection(value);
        objection.ifPresent(message -> error(name, message));
        yield objection.isPresent() ? Optional.empty() : Optional.of(value);
      }
      default -> wrong(name, "must be a string");
    };
  }

  /** A name of {@code type}'s closed list; a stand-in is the first. */
  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    return required(name, optionalChoice(name, type), type.getEnumConstants()[0]);
  }

  /** A name of {@code type}'s closed list, or nothing. */
  public <E extends Enum<E>> Optional<E> optionalChoice(String name, Class<E> type) {
    var given = take(name);
    if (given == null) {
      return Optional.empty();
    }
    var all = type.getEnumConstants();
    var found =
        given instanceof Json.Text(var value)
            ? Arrays.stream(all).filter(one -> one.name().equals(value)).findFirst()
            : Optional.<E>empty();
    return found.isPresent() ? found : wrong(name, "must be one of " + Arrays.toString(all));
  }

  /** An amount in yuan above zero, number or string, at most two decimals; a stand-in is 1 fen. */
  public Money amount(String name) {
    return required(name, optionalAmount(name), new Money(1));
  }

  /** An amount in yuan above zero, or nothing. */
  public Optional<Money> optionalAmount(String name) {
    var given = take(name);
    if (given == null) {
      return Optional.empty();
    }
    var literal = literal(given);
    if (literal == null || !AMOUNT.matcher(literal).matches()) {
      return wrong(name, "must be an amount in yuan with at most two decimals");
    }
    var amount = Money.ofYuan(new BigDecimal(literal));
    return amount.fen() > 0 ? Optional.of(amount) : wrong(name, "must be above zero");
  }

  /** A day as {@code yyyyMMdd}; a stand-in is the first of 1970. */
  public BusinessDay day(String name) {
    return required(name, optionalDay(name), new BusinessDay(LocalDate.EPOCH));
  }

  /** A day as {@code yyyyMMdd}, or nothing. */
  public Optional<BusinessDay> optionalDay(String name) {
    var given = take(name);
    if (given == null) {
      return Optional.empty();
    }
    var day =
        given instanceof Json.Text(var value)
            ? BusinessDay.parse(value)
            : Optional.<BusinessDay>empty();
    return day.isPresent() ? day : wrong(name, "must be an existing day as yyyyMMdd");
  }

  /** A mobile number of eleven digits, string or number, also with +86. */
  public MobileNumber mobile(String name) {
    return required(name, optionalMobile(name), new MobileNumber("10000000000"));
  }

  /** A mobile number, or nothing. */
  public Optional<MobileNumber> optionalMobile(String name) {
    var given = take(name);
    if (given == null) {
      return Optional.empty();
    }
    var literal = literal(given);
    var mobile = literal == null ? Optional.<MobileNumber>empty() : MobileNumber.parse(literal);
    return mobile.isPresent() ? mobile : wrong(name, "must be a mobile number of 11 digits");
  }

  /** An absolute http or https URL of at most 256 characters, without user or fragment. */
  public URI url(String name) {
    return required(name, optionalUrl(name), URI.create("https://invalid.example/"));
  }

  /** An absolute http or https URL, or nothing. */
  public Optional<URI> optionalUrl(String name) {
    return optionalText(name, URL)
        .flatMap(text -> {
          var url = parseUrl(text);
          return url == null ? wrong(name, "must be an absolute https URL") : Optional.of(url);
        });
  }

  /** A whole number, as JSON number; a stand-in is {@code min}. */
  public long integer(String name, long min, long max) {
    return required(name, optionalInteger(name, min, max), min);
  }

  /** A whole number, or nothing. */
  public Optional<Long> optionalInteger(String name, long min, long max) {
    var given = take(name);
    if (given == null) {
      return Optional.empty();
    }
    if (given instanceof Json.Num(var literal) && INTEGER.matcher(literal).matches()) {
      var value = Long.parseLong(literal);
      if (value >= min && value <= max) {
        return Optional.of(value);
      }
    }
    return wrong(name, "must be a whole number from " + min + " to " + max);
  }

  /** A truth value, or nothing. */
  public Optional<Boolean> optionalBool(String name) {
    return switch (take(name)) {
      case null -> Optional.empty();
      case Json.Bool(var value) -> Optional.of(value);
      default -> wrong(name, "must be true or false");
    };
  }

  /** An object whose members are nobody's business here, such as {@code ext}. */
  public Optional<Json.Obj> optionalObject(String name) {
    return switch (take(name)) {
      case null -> Optional.empty();
      case Json.Obj found -> Optional.of(found);
      default -> wrong(name, "must be an object");
    };
  }

  /** An object read by {@code builder}; empty if absent or wrong. */
  public <T> Optional<T> optionalObject(String name, Function<Fields, T> builder) {
    return optionalObject(name)
        .flatMap(found -> new Fields(found, prefix + name + ".", errors).build(builder));
  }

  /** An array of texts, each under {@code rule}; empty if absent. */
  public List<String> texts(String name, TextRule rule, int max) {
    var given = take(name);
    if (given == null) {
      return List.of();
    }
    if (!(given instanceof Json.Arr(var items)) || items.size() > max) {
      error(name, "must be an array of at most " + max + " strings");
      return List.of();
    }
    var texts = new ArrayList<String>();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Json.Text(var value) && rule.objection(value).isEmpty()) {
        texts.add(value);
      } else {
        error(name + "[" + i + "]", rule.expectation());
      }
    }
    return List.copyOf(texts);
  }

  /** Whether the field was sent with a value; asking makes it a known field. */
  public boolean has(String name) {
    return take(name) != null;
  }

  /** Adds an error of the caller's own, such as one between two fields. */
  public void error(String name, String message) {
    errors.add(new FieldError(prefix + name, message));
  }

  private <T> Optional<T> build(Function<Fields, T> builder) {
    T value = null;
    try {
      value = builder.apply(this);
    } catch (IllegalArgumentException e) {
      if (errors.isEmpty()) {
        throw e; // A value type refused what the rules let through: our own bug.
      }
      return Optional.empty(); // It refused a stand-in; fields after it were not asked for.
    }
    for (var name : object.members().keySet()) {
      if (!asked.contains(name)) {
        errors.add(new FieldError(prefix + shown(name), "is not known here"));
      }
    }
    return Optional.ofNullable(value);
  }

  private @Nullable Json take(String name) {
    asked.add(name);
    return object.get(name);
  }

  private <T> T required(String name, Optional<T> value, T standIn) {
    if (value.isEmpty() && object.get(name) == null) {
      error(name, "is required");
    }
    return value.orElse(standIn);
  }

  private <T> Optional<T> wrong(String name, String message) {
    error(name, message);
    return Optional.empty();
  }

  private static @Nullable String literal(Json value) {
    return switch (value) {
      case Json.Text(var text) -> text;
      case Json.Num(var literal) -> literal;
      case Json.Obj _, Json.Arr _, Json.Bool _, Json.Null _ -> null;
    };
  }

  private static @Nullable URI parseUrl(String text) {
    try {
      var url = new URI(text);
      var scheme = url.getScheme();
      var isWeb = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
      var isPlain = url.getRawUserInfo() == null && url.getRawFragment() == null;
      return isWeb && isPlain && url.getHost() != null ? url : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** An unknown name comes from outside: cut, and shown only if it is plain. */
  private static String shown(String name) {
    var cut = name.substring(0, Math.min(name.length(), 64));
    return ANY.objection(cut).isEmpty() ? cut : "?";
  }
}
