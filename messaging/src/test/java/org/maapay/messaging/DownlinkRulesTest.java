package org.maapay.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.messaging.card.Card;
import org.maapay.messaging.card.Suggestion;
import org.maapay.messaging.card.Violation;

class DownlinkRulesTest {
  private static final PhoneNumber USER = PhoneNumber.parse("13800138000");
  private static final Dialogue DIALOGUE = new Dialogue("c1", "d1", null);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "请付款 https://pay.example.cn/p/1?t=x",
        "请付款http://pay.example.cn",
        "点击pay.example.cn/p/1付款",
        "WWW.EXAMPLE.COM",
        "见 10.0.0.1/p",
        "maapay-sdk://pay?token=1",
        "pay．example．cn"
      })
  void an_sms_with_a_link_never_leaves(String sms) {
    var message = Downlink.text("m1", USER, DIALOGUE, "您好");
    assertThat(DownlinkRules.check(message.carried(Delivery.STANDARD.orBySms(sms))))
        .extracting(Violation::path)
        .containsExactly("$.delivery.smsText");
  }

  @ParameterizedTest
  @ValueSource(strings = {"您在海风咖啡的订单 12.50 元待支付，请在消息中打开。", "1,234.56元。OK", "共3件,合计¥12.50"})
  void an_sms_with_amounts_may_go(String sms) {
    var message = Downlink.text("m1", USER, DIALOGUE, "您好");
    assertThat(DownlinkRules.check(message.carried(Delivery.STANDARD.orBySms(sms)))).isEmpty();
  }

  @Test
  void a_text_has_2000_characters_at_most() {
    assertThat(check(new Part.Text("字".repeat(2000)))).isEmpty();
    assertThat(check(new Part.Text("字".repeat(2001)))).hasSize(1);
    assertThat(check(new Part.Text(" "))).hasSize(1);
    assertThat(check()).hasSize(1);
  }

  @Test
  void the_rules_of_cards_hold_inside_a_message() {
    var card = Card.titled("t").offering(Suggestion.reply("比八个汉字还要长的按钮", "d")).alone();
    assertThat(check(new Part.Text("a"), new Part.Rich(card)))
        .extracting(Violation::path)
        .containsExactly(
            "$.parts[1].message.generalPurposeCard.content.suggestions[0].reply.displayText");
  }

  @Test
  void a_file_goes_with_one_thumbnail_of_200_kilobytes() {
    var url = URI.create("https://m.example.cn/1");
    var file = new FileRef(FileRef.Role.FILE, url, "image/png", 1_000_000, null);
    var thumbnail = new FileRef(FileRef.Role.THUMBNAIL, url, "image/png", 204_800, null);
    var large = new FileRef(FileRef.Role.THUMBNAIL, url, "image/png", 204_801, null);
    assertThat(check(new Part.Files(List.of(thumbnail, file)))).isEmpty();
    assertThat(check(new Part.Files(List.of(large, file)))).hasSize(1);
    assertThat(check(new Part.Files(List.of(thumbnail, file, file)))).hasSize(1);
    assertThat(check(new Part.Files(List.of()))).hasSize(1);
  }

  @Test
  void a_phone_number_is_read_in_every_form_and_shown_masked() {
    for (var text :
        List.of("13800138000", "+8613800138000", "tel:+8613800138000 ", "8613800138000")) {
      assertThat(PhoneNumber.parse(text)).isEqualTo(USER);
    }
    assertThat(USER).hasToString("138****8000");
    assertThat(USER.uri()).isEqualTo("tel:+8613800138000");
  }

  private static List<Violation> check(Part... parts) {
    return DownlinkRules.check(Downlink.of("m1", USER, DIALOGUE, parts));
  }
}
