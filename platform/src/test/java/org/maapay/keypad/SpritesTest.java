package org.maapay.keypad;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SpritesTest {
  private static final byte[] DIGITS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  private final Sprites sprites = new Sprites();
  private final SecureRandom random = new SecureRandom();

  @Test
  void it_is_a_picture_of_transparency_alone() throws IOException {
    var image = image();
    assertThat(image.getWidth()).isEqualTo(960);
    assertThat(image.getHeight()).isEqualTo(64);
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        assertThat(image.getRGB(x, y) & 0xffffff).isZero();
      }
    }
  }

  @Test
  void every_cell_shows_ink_and_leaves_its_edge_free() throws IOException {
    var image = image();
    for (int cell = 0; cell < 10; cell++) {
      assertThat(ink(image, cell * 96, 96)).as("cell " + cell).isBetween(0.015, 0.25);
      assertThat(ink(image, cell * 96, 6)).as("edge " + cell).isLessThan(0.06);
    }
  }

  @Test
  void a_page_stays_small() {
    assertThat(sprites.draw(DIGITS, random)).hasSizeLessThan(12 * 1024);
  }

  private BufferedImage image() throws IOException {
    return ImageIO.read(new ByteArrayInputStream(sprites.draw(DIGITS, random)));
  }

  private static double ink(BufferedImage image, int left, int width) {
    long sum = 0;
    for (int x = left; x < left + width; x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        sum += image.getRGB(x, y) >>> 24;
      }
    }
    return sum / 255.0 / (width * image.getHeight());
  }
}
