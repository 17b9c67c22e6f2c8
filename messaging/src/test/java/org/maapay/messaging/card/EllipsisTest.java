package org.maapay.messaging.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EllipsisTest {
  @ParameterizedTest
  @CsvSource({
    "海风咖啡,4,海风咖啡",
    "海风咖啡馆,4,海风咖…",
    "咖啡¥12.50元整,8,咖啡…",
    "咖啡¥12.50元整,10,咖啡¥12.50元整",
    "共计 1234.56 元,6,共计…",
    "订单138****8000付款,8,订单…",
    "退款-¥12.50到账,6,退款…",
    "共12.5万元付清,6,共…",
    "借款一百二十元整,6,借款…",
    "人民币12.50元,8,…",
    "甲👨‍👩‍👧乙丙丁,4,甲…"
  })
  void it_cuts_between_characters_and_never_inside_an_amount(
      String text, int limit, String expected) {
    assertThat(Ellipsis.toCharacters(text, limit)).isEqualTo(expected);
  }

  @Test
  void no_cut_of_any_length_leaves_part_of_an_amount() {
    var text = "拿铁两杯，共 ¥1,234.56，已优惠 20% 付给海风咖啡";
    for (int limit = 0; limit <= text.length() + 1; limit++) {
      var cut = Ellipsis.toCharacters(text, limit);
      assertThat(cut.codePointCount(0, cut.length())).isLessThanOrEqualTo(limit);
      assertThat(cut.replace("¥1,234.56", "").replace("20%", "")).doesNotContainPattern("[¥0-9%]");
    }
  }

  @Test
  void a_button_has_twenty_four_bytes() {
    var button = Ellipsis.toButton("查看我的全部历史订单");
    assertThat(button).isEqualTo("查看我的全部历…");
    assertThat(button.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(24);
  }
}
