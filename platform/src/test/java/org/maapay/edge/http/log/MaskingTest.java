package org.maapay.edge.http.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maapay.Clause;
import org.maapay.edge.http.json.Json;

@Clause("6.3.2-3a")
class MaskingTest {
  @ParameterizedTest
  @CsvSource({
    "13800138000,138****8000",
    "+8613800138000,+86138****8000",
    "/pay/13800138000/x,/pay/138****8000/x",
    "2026010100421530001230123456789,2026010100421530001230123456789",
    "1380013800,1380013800"
  })
  void mobile_numbers_are_masked_wherever_they_stand(String text, String shown) {
    assertThat(Masking.text(text)).isEqualTo(shown);
  }

  @Test
  void only_numbers_of_orders_and_the_like_are_shown() {
    var body =
        Json.members()
            .put("payOrderNo", "2026010100421530001230123456789")
            .put("mobileNo", Json.of(13800138000L))
            .put("envelope", "c2VjcmV0")
            .put("goodsName", "拿铁")
            .put("ext", Json.members().put("a", "b").build())
            .put("6222020200112230", "x")
            .build();
    assertThat(Masking.parameters(body))
        .isEqualTo(
            "{\"payOrderNo\":\"2026010100421530001230123456789\",\"mobileNo\":\"138****8000\","
                + "\"envelope\":\"text of 8\",\"goodsName\":\"text of 2\",\"ext\":\"object of 1\","
                + "\"?\":\"a field with an unusual name\"}");
    assertThat(Masking.subject(body)).hasValue("2026010100421530001230123456789");
  }

  @Test
  void a_mobile_number_of_the_wrong_form_is_not_shown() {
    assertThat(Masking.parameters(Json.members().put("mobileNo", "6222020200112230").build()))
        .isEqualTo("{\"mobileNo\":\"not a mobile number\"}");
  }
}
