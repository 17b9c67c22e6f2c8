package org.maapay.messaging.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.maapay.messaging.sms.TextParts.Alphabet;
import org.maapay.messaging.sms.TextParts.TextPart;

class TextPartsTest {
  private static final int HEADER = 6;

  @Test
  void a_short_chinese_text_is_one_message_of_ucs2() {
    var parts = TextParts.of("您向海风咖啡支付 12.50 元成功。", 7, true);
    assertThat(parts).hasSize(1);
    assertThat(parts.getFirst().alphabet()).isEqualTo(Alphabet.UCS2);
    assertThat(text(parts)).isEqualTo("您向海风咖啡支付 12.50 元成功。");
    assertThat(TextParts.of("一".repeat(70), 7, true)).hasSize(1);
    assertThat(TextParts.of("一".repeat(71), 7, true)).hasSize(2);
  }

  @Test
  void english_takes_the_small_alphabet_where_the_centre_has_it() {
    var text = "You paid ¥12.50 to Sea Wind Coffee [ok] {1} €2";
    assertThat(TextParts.of(text, 7, true).getFirst().alphabet()).isEqualTo(Alphabet.GSM7);
    assertThat(TextParts.of(text, 7, false).getFirst().alphabet()).isEqualTo(Alphabet.UCS2);
    assertThat(TextParts.of("You paid 12.50 元", 7, true).getFirst().alphabet())
        .isEqualTo(Alphabet.UCS2);
  }

  @Test
  void signs_of_the_extension_count_twice_and_keep_their_escape() {
    assertThat(Gsm7.encode("a€@_")).containsExactly(0x61, 0x1b, 0x65, 0x00, 0x11);
    assertThat(TextParts.of("€".repeat(80), 7, true)).hasSize(1);
    var parts = TextParts.of("€".repeat(81), 7, true);
    assertThat(parts).hasSize(2);
    // 153 septets hold 76 signs of two, and the escape of none is cut from its sign.
    assertThat(parts.getFirst().octets().size()).isEqualTo(HEADER + 152);
  }

  @Test
  void each_part_names_its_place() {
    var parts = TextParts.of("一".repeat(140), 0x1234, true);
    assertThat(parts).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(Arrays.copyOf(parts.get(i).octets().toArray(), HEADER))
          .containsExactly(5, 0, 3, 0x34, 3, i + 1);
    }
  }

  @Test
  void no_part_ends_inside_a_character_or_an_amount() {
    var words = "向您发起 ¥1,234.56 的付款👨‍👩‍👧，请确认";
    for (int before = 0; before < 70; before++) {
      var text = "一".repeat(before) + words.repeat(6);
      var parts = TextParts.of(text, 7, true);
      assertThat(text(parts)).isEqualTo(text);
      for (var part : parts) {
        var said = text(List.of(part));
        assertThat(said.length()).isLessThanOrEqualTo(67);
        assertThat(said.replace("¥1,234.56", "").replace("👨‍👩‍👧", ""))
            .doesNotContainPattern("[0-9¥]|\\p{So}|\\p{Cs}|\u200d");
      }
    }
  }

  @Test
  void a_number_longer_than_a_message_is_cut_after_all() {
    var digits = "1".repeat(200);
    var parts = TextParts.of(digits + "元", 7, false);
    assertThat(text(parts)).isEqualTo(digits + "元");
    assertThat(parts).hasSizeGreaterThan(2);
  }

  private static String text(List<TextPart> parts) {
    return parts.stream()
        .map(part -> {
          var octets = part.octets().toArray();
          var rest = part.hasHeader() ? Arrays.copyOfRange(octets, HEADER, octets.length) : octets;
          return new String(rest, StandardCharsets.UTF_16BE);
        })
        .collect(Collectors.joining());
  }
}
