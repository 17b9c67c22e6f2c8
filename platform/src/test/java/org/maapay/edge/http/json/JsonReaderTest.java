package org.maapay.edge.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.edge.http.json.JsonReader.Parsed;

class JsonReaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1.10,\"b\":[true,false,null],\"c\":{\"d\":\"咖啡\"}}",
        "[]",
        "{}",
        "\"\\\\\\\"\\n\\t\"",
        "-0.0",
        "12345678901234567890.12345678901234567890"
      })
  void what_is_read_is_written_back_the_same(String json) {
    assertThat(read(json))
        .isInstanceOfSatisfying(
            Parsed.Value.class, value -> assertThat(value.json().write()).isEqualTo(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1} x",
        "{\"a\":1}{}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":1,}",
        "// x\n{}",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\u0000\"",
        "\"a\nb\"",
        "1e99999",
        "\ufeff{}",
        "{\"a\":",
        "[1 2]"
      })
  void what_is_not_strict_json_is_refused(String json) {
    assertThat(read(json)).isInstanceOf(Parsed.Malformed.class);
  }

  @Test
  void sixteen_levels_are_enough() {
    assertThat(read("[".repeat(16) + "]".repeat(16))).isInstanceOf(Parsed.Value.class);
    assertThat(read("[".repeat(17) + "]".repeat(17))).isInstanceOf(Parsed.Malformed.class);
    assertThat(read("[".repeat(60_000))).isInstanceOf(Parsed.Malformed.class);
  }

  @Test
  void bytes_that_are_not_utf8_are_refused() {
    assertThat(JsonReader.read(new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'}))
        .isInstanceOf(Parsed.Malformed.class);
    assertThat(JsonReader.read(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}))
        .isInstanceOf(Parsed.Malformed.class);
  }

  @Test
  void a_refusal_repeats_nothing_of_the_text() {
    assertThat(read("{\"paymentPassword\":\"secret\",}").toString()).doesNotContain("secret");
    assertThat(read("{\"secret\":1,\"secret\":2}").toString()).doesNotContain("secret");
  }

  private static Parsed read(String json) {
    return JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
