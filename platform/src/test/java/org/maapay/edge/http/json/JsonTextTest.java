package org.maapay.edge.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTextTest {
  private static final String SHORT = "\"\\\n\r\t";

  @Test
  void what_ends_texts_lines_or_scripts_is_escaped_and_nothing_else() {
    for (char c = 0; c < Character.MIN_SURROGATE; c++) {
      boolean isEscaped = c < 0x20 || "\"\\<\u007f\u2028\u2029".indexOf(c) >= 0;
      var written = Json.of("a" + c + "b").write();
      assertThat(written)
          .as(Integer.toHexString(c))
          .hasSize(!isEscaped ? 5 : SHORT.indexOf(c) >= 0 ? 6 : 10)
          .startsWith(isEscaped ? "\"a\\" : "\"a" + c);
    }
  }
}
