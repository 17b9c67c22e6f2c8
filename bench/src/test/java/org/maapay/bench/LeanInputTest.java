package org.maapay.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class LeanInputTest {
  @Test
  void lines_and_octets_come_in_turn_however_they_arrive() throws IOException {
    for (int pieces = 1; pieces < 40; pieces++) {
      var in = input("first\r\n\r\nabcd" + "x".repeat(9_000) + "\nlast", pieces);
      assertThat(in.line()).isEqualTo("first");
      assertThat(in.line()).isEmpty();
      assertThat(in.exactly(4)).asString().isEqualTo("abcd");
      assertThat(in.line()).isEqualTo("x".repeat(9_000));
      assertThat(in.begins()).isTrue();
      assertThat(in.rest()).asString().isEqualTo("last");
      assertThat(in.begins()).isFalse();
    }
  }

  @Test
  void a_line_longer_than_the_buffer_is_whole() throws IOException {
    var text = "y".repeat(50_000);
    assertThat(input(text + "\r\nz\n", 4_000).line()).isEqualTo(text);
  }

  @Test
  void half_a_message_is_none() {
    assertThatThrownBy(() -> input("half", 3).line()).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> input("half", 3).exactly(5)).isInstanceOf(EOFException.class);
  }

  /** Gives at most {@code pieces} octets at a time, as a network may. */
  private static LeanInput input(String text, int pieces) {
    return new LeanInput(
        new InputStream() {
          private final InputStream all = new ByteArrayInputStream(text.getBytes(UTF_8));

          @Override
          public int read() throws IOException {
            return all.read();
          }

          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            return all.read(into, from, Math.min(length, pieces));
          }
        });
  }
}
