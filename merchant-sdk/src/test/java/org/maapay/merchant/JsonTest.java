package org.maapay.merchant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void what_is_read_is_written_as_it_was() throws Json.Malformed {
    for (var text :
        List.of(
            "{}",
            "[]",
            "{\"a\":12.50,\"b\":[1,-0.10,1E+2,true,false,null],\"c\":{\"d\":\"海\\n\\\"\\\\\"}}",
            "\"\\u0001\"",
            "\"\ud83d\ude00\"",
            "0")) {
      assertThat(JsonWriter.written(JsonReader.read(text.getBytes(UTF_8)))).isEqualTo(text);
    }
  }

  @Test
  void anything_else_is_refused() {
    for (var text :
        List.of(
            "",
            " ",
            "{",
            "}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "[1,]",
            "[1 2]",
            "01",
            "1.",
            ".5",
            "+1",
            "1e",
            "--1",
            "nul",
            "True",
            "'a'",
            "\"a",
            "\"\\x\"",
            "\"\\u12g4\"",
            "\"\\ud800\"",
            "\"\t\"",
            "{\"a\":1,\"a\":1}",
            "{\"a\":1,\"\\u0061\":2}",
            "1 1",
            "{a:1}",
            "1e999999999999",
            "1".repeat(40),
            "[".repeat(17) + "]".repeat(17))) {
      assertThatThrownBy(() -> JsonReader.read(text.getBytes(UTF_8)))
          .as(text)
          .isInstanceOf(Json.Malformed.class);
    }
    assertThatThrownBy(() -> JsonReader.read(new byte[] {'"', (byte) 0xc3, '"'}))
        .isInstanceOf(Json.Malformed.class);
  }

  @Test
  void arbitrary_text_is_read_or_refused() {
    var random = new SplittableRandom(11);
    var alphabet = "{}[]\",:\\u0019.eE-+ \ttruefalsn";
    for (int i = 0; i < 200_000; i++) {
      var text = new StringBuilder();
      int length = random.nextInt(14);
      for (int j = 0; j < length; j++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        assertThat(JsonReader.read(text.toString().getBytes(UTF_8))).isNotNull();
      } catch (Json.Malformed refused) {
        assertThat(refused).hasMessageMatching("(?s).+");
      }
    }
  }

  @Test
  void amounts_are_exact() throws Json.Malformed {
    assertThat(Fields.of("{\"a\":12.5}".getBytes(UTF_8)).amount("a"))
        .isEqualTo(Amount.ofFen(1250))
        .hasToString("12.50");
    assertThat(Fields.of("{\"a\":\"12.50\"}".getBytes(UTF_8)).amount("a").fen()).isEqualTo(1250);
    for (var wrong : List.of("12.505", "-1", "1e20", "\"x\"", "true")) {
      assertThatThrownBy(() -> Fields.of(("{\"a\":" + wrong + "}").getBytes(UTF_8)).amount("a"))
          .as(wrong)
          .isInstanceOf(Json.Malformed.class);
    }
  }
}
