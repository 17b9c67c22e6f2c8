package org.maapay.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FieldParserTest {
  @Test
  void canonical_text_is_written_as_it_was_read() throws MalformedField {
    for (var member :
        List.of(
            "1",
            "-999999999999999",
            "1.5",
            "-0.125",
            "\"a \\\"b\\\\ c\"",
            "tok/en:*",
            "*t",
            ":AQI=:",
            "::",
            "?0",
            "(\"a\";req \"b\");x;y=2;z=\"t\"",
            "()",
            "1;a;b=?0")) {
      var text = new StringBuilder();
      FieldParser.dictionary("k=" + member).values().forEach(m -> m.appendTo(text));
      assertThat(text).hasToString(member);
    }
    assertThat(FieldParser.dictionary("  a , \t b;p=1 ,c=2  ")).containsOnlyKeys("a", "b", "c");
    assertThat(FieldParser.dictionary("")).isEmpty();
  }

  @Test
  void what_is_not_a_dictionary_is_refused() {
    for (var text :
        List.of(
            "A=1",
            "=1",
            "a=",
            "a=1,",
            ",a=1",
            "a=1 b=2",
            "a=1,,b=2",
            "a=1;",
            "a=1;B",
            "a=(1",
            "a=(1 ",
            "a=(1,2)",
            "a=(\"x\"\"y\")",
            "a=\"x",
            "a=\"\\x\"",
            "a=\"\u00e9\"",
            "a=\"\t\"",
            "a=:AQI:",
            "a=:AQJ=:",
            "a=:A QI=:",
            "a=:AQI=",
            "a=:A-I=:",
            "a=-",
            "a=1.",
            "a=1.2345",
            "a=1234567890123456",
            "a=1234567890123.1",
            "a=?2",
            "a=?",
            "a=@x",
            "a=1, a=2",
            "a=1;p;p=2",
            "a=\u0000",
            "\ta=1")) {
      assertThatThrownBy(() -> FieldParser.dictionary(text))
          .as(text)
          .isInstanceOf(MalformedField.class);
    }
  }

  /** Whatever is thrown at the parser, it refuses or it reads; nothing else escapes. */
  @Test
  void arbitrary_text_is_read_or_refused() {
    var random = new SplittableRandom(7);
    var alphabet = "ab*\"\\:;=,()? \t1-.@/A\u00e9";
    for (int i = 0; i < 200_000; i++) {
      var text = new StringBuilder("a=");
      int length = random.nextInt(12);
      for (int j = 0; j < length; j++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        FieldParser.dictionary(text.toString());
      } catch (MalformedField refused) {
        assertThat(refused).hasMessageMatching(".+");
      }
    }
  }

  @Test
  void every_digest_that_is_given_must_hold() {
    var body = "{}".getBytes(UTF_8);
    var right = ContentDigest.sha256(body);
    assertThat(matches(right, body)).isTrue();
    assertThat(matches(right + ", " + ContentDigest.sha512(body), body)).isTrue();
    assertThat(matches(right + ", " + ContentDigest.sha512(new byte[0]), body)).isFalse();
    assertThat(matches(right + ", md5=:AAAA:", body)).isFalse();
    assertThat(matches(right + ";p=1", body)).isFalse();
    assertThat(matches(right.replace(":", ""), body)).isFalse();
    assertThat(matches("", body)).isFalse();
    assertThat(ContentDigest.matches(FieldLines.NONE, body)).isFalse();
  }

  private static boolean matches(String digest, byte[] body) {
    return ContentDigest.matches(FieldLines.NONE.with("Content-Digest", digest), body);
  }
}
