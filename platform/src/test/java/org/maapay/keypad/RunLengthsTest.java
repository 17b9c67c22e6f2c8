package org.maapay.keypad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class RunLengthsTest {
  @Test
  void runs_of_every_length_come_back_as_they_were() throws IOException {
    for (int length = 0; length <= 1_200; length++) {
      var octets = new byte[length + 2];
      Arrays.fill(octets, 1, length + 1, (byte) (length % 256));
      assertThat(inflated(RunLengths.compress(octets))).isEqualTo(octets);
    }
  }

  @Test
  void every_octet_comes_back() throws IOException {
    var octets = new byte[256];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) i;
    }
    assertThat(inflated(RunLengths.compress(octets))).isEqualTo(octets);
    assertThat(inflated(RunLengths.compress(new byte[0]))).isEmpty();
  }

  @Test
  void whatever_is_drawn_comes_back() throws IOException {
    var random = new SplittableRandom(7);
    for (int i = 0; i < 500; i++) {
      var octets = new byte[random.nextInt(5_000)];
      for (int at = 0; at < octets.length; ) {
        int end = Math.min(octets.length, at + 1 + random.nextInt(1 << random.nextInt(10)));
        Arrays.fill(octets, at, end, (byte) random.nextInt(256));
        at = end;
      }
      assertThat(inflated(RunLengths.compress(octets))).isEqualTo(octets);
    }
  }

  @Test
  void what_is_nearly_empty_becomes_small() {
    assertThat(RunLengths.compress(new byte[30_000])).hasSizeLessThan(300);
  }

  private static byte[] inflated(byte[] stream) throws IOException {
    try (var in = new InflaterInputStream(new ByteArrayInputStream(stream))) {
      return in.readAllBytes();
    }
  }
}
