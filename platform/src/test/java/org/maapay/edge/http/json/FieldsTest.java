package org.maapay.edge.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.edge.http.json.JsonReader.Parsed;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;

class FieldsTest {
  private static final TextRule NUMBER =
      TextRule.matching(Pattern.compile("[A-Za-z0-9_-]{1,32}"), "must be 1 to 32 of A-Za-z0-9_-");

  private enum Mode {
    WEBVIEW,
    NATIVE
  }

  private record Body(String no, Money amount, Mode mode, Optional<MobileNumber> mobile) {
    static Body from(Fields fields) {
      return new Body(
          fields.text("no", NUMBER),
          fields.amount("amount"),
          fields.choice("mode", Mode.class),
          fields.optionalMobile("mobile"));
    }
  }

  @Test
  void a_right_object_becomes_the_value() {
    assertThat(
            read(
                "{\"no\":\"A-1\",\"amount\":12.5,\"mode\":\"NATIVE\",\"mobile\":13800138000}",
                Body::from))
        .isEqualTo(
            new Reading.Good<>(
                new Body(
                    "A-1",
                    new Money(1250),
                    Mode.NATIVE,
                    Optional.of(new MobileNumber("13800138000")))));
  }

  @Test
  void everything_that_is_wrong_comes_at_once() {
    var bad = errors("{\"no\":\"a b\",\"mode\":\"BOTH\",\"mobile\":true,\"amout\":1}", Body::from);
    assertThat(bad)
        .containsExactly(
            new FieldError("no", "must be 1 to 32 of A-Za-z0-9_-"),
            new FieldError("amount", "is required"),
            new FieldError("mode", "must be one of [WEBVIEW, NATIVE]"),
            new FieldError("mobile", "must be a mobile number of 11 digits"),
            new FieldError("amout", "is not known here"));
  }

  @Test
  void null_counts_as_absent() {
    assertThat(errors("{\"a\":null}", fields -> fields.text("a", NUMBER)))
        .containsExactly(new FieldError("a", "is required"));
    assertThat(errors("{\"a\":null}", fields -> fields.optionalText("a", NUMBER))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0.01,1", "1,100", "12.5,1250", "99999999.99,9999999999", "\"3.10\",310"})
  void amounts_are_exact(String literal, long fen) {
    assertThat(read("{\"a\":" + literal + "}", fields -> fields.amount("a")))
        .isEqualTo(new Reading.Good<>(new Money(fen)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0.00",
        "-1",
        "1.001",
        "1.000",
        "\"01\"",
        "1e1",
        "1.0E1",
        "100000000",
        "\"\"",
        "\"1,0\"",
        "\" 1\"",
        "\"+1\"",
        "true",
        "[1]",
        "\"１\""
      })
  void anything_else_is_no_amount(String literal) {
    assertThat(errors("{\"a\":" + literal + "}", fields -> fields.amount("a"))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u202e", "\\u200b", "\\u0007", "\\n", "\\u2066", "\\ufeff", "\\u2028"})
  void characters_that_mislead_are_refused(String escape) {
    assertThat(
            errors("{\"a\":\"咖啡" + escape + "\"}", fields -> fields.text("a", TextRule.upTo(64))))
        .containsExactly(new FieldError("a", "must not hold control or bidirectional characters"));
  }

  @Test
  void lengths_count_characters_not_chars() {
    var cups = "\ud83c\udf75".repeat(64);
    assertThat(errors("{\"a\":\"" + cups + "\"}", fields -> fields.text("a", TextRule.upTo(64))))
        .isEmpty();
    assertThat(errors("{\"a\":\"" + cups + "x\"}", fields -> fields.text("a", TextRule.upTo(64))))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a.example/",
        "https:///x",
        "/x",
        "https://u:p@a.example/",
        "https://a.example/#f",
        "javascript:alert(1)",
        "https://a b/"
      })
  void only_plain_web_addresses_are_urls(String url) {
    assertThat(errors("{\"a\":\"" + url + "\"}", fields -> fields.url("a"))).isNotEmpty();
  }

  @Test
  void inner_objects_name_their_path() {
    assertThat(
            errors(
                "{\"o\":{\"x\":1,\"y\":2}}",
                fields -> fields.optionalObject("o", inner -> inner.text("x", NUMBER))))
        .containsExactly(
            new FieldError("o.x", "must be a string"), new FieldError("o.y", "is not known here"));
  }

  @Test
  void value_types_get_a_stand_in_that_they_accept() {
    var merchant = TextRule.matching(Pattern.compile("[0-9A-Z]{4,32}"), "must be a merchant id");
    var order = TextRule.matching(Pattern.compile("[0-9]{31}"), "must be an order number");
    assertThat(
            errors(
                "{\"c\":7}",
                fields ->
                    List.of(
                        new MerchantId(fields.text("a", merchant)),
                        new PayOrderNo(fields.text("b", order)),
                        fields.text("c", NUMBER))))
        .extracting(FieldError::field)
        .containsExactly("a", "b", "c");
  }

  private static <T> List<FieldError> errors(String json, Function<Fields, T> builder) {
    return switch (read(json, builder)) {
      case Reading.Good<T> _ -> List.of();
      case Reading.Bad<T>(var errors) -> errors;
    };
  }

  private static <T> Reading<T> read(String json, Function<Fields, T> builder) {
    return switch (JsonReader.read(json.getBytes(StandardCharsets.UTF_8))) {
      case Parsed.Value(Json.Obj object) -> Fields.read(object, builder);
      case Parsed.Value _, Parsed.Malformed _ -> throw new AssertionError("not an object");
    };
  }
}
