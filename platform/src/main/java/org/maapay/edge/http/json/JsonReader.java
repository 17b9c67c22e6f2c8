package org.maapay.edge.http.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON strictly: well-formed UTF-8, no duplicate member, at most 16 levels, one value and
 * nothing after it, no unpaired surrogate, no NUL, no number beyond what programs hold.
 */
public final class JsonReader {
  /** How deep objects and arrays may nest. */
  public static final int MAX_DEPTH = 16;

  private static final int MAX_NUMBER = 64;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER)
                  .build())
          .build();

  private JsonReader() {}

  /** What reading gave. */
  public sealed interface Parsed {
    record Value(Json json) implements Parsed {}

    /** {@code reason} says what is wrong in words of ours and repeats nothing of the text. */
    record Malformed(String reason) implements Parsed {}
  }

  /** Reads one value; never throws on bad input. */
  public static Parsed read(byte[] utf8) {
    try {
      return read(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(utf8))
              .toString());
    } catch (CharacterCodingException e) {
      return new Parsed.Malformed("The body is not UTF-8.");
    }
  }

  private static Parsed read(String text) {
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        return new Parsed.Malformed("The body is empty.");
      }
      var value = value(parser);
      if (parser.nextToken() != null) {
        return new Parsed.Malformed("Something follows the JSON value.");
      }
      return new Parsed.Value(value);
    } catch (Refused e) {
      return new Parsed.Malformed(e.reason);
    } catch (JacksonException e) {
      // Its message quotes the text; its location is enough.
      var at = e.getLocation();
      return new Parsed.Malformed(
          at == null
              ? "The body is not acceptable JSON."
              : "The body is not acceptable JSON at line %d, column %d: bad syntax, a repeated name, or too deep."
                  .formatted(at.getLineNr(), at.getColumnNr()));
    }
  }

  private static Json value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new Json.Text(clean(parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(sane(parser.getString()));
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> new Json.Null();
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new Refused("The body is not acceptable JSON.");
    };
  }

  private static Json object(JsonParser parser) {
    var members = new LinkedHashMap<String, Json>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = clean(parser.currentName());
      parser.nextToken();
      members.put(name, value(parser));
    }
    return new Json.Obj(members);
  }

  private static Json array(JsonParser parser) {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new Json.Arr(items);
  }

  private static String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == 0) {
        throw new Refused("A text holds the character NUL.");
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new Refused("A text holds half a character (an unpaired surrogate).");
      }
    }
    return text;
  }

  private static String sane(String literal) {
    var exponent = Math.max(literal.indexOf('e'), literal.indexOf('E'));
    if (literal.length() > MAX_NUMBER || (exponent >= 0 && literal.length() - exponent > 5)) {
      throw new Refused("A number is too long.");
    }
    return literal;
  }

  private static final class Refused extends RuntimeException {
    private final String reason;

    Refused(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }
}
