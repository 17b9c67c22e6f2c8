package org.maapay.edge.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.Clause;
import org.maapay.edge.http.json.JsonReader.Parsed;

@Clause({"6.1.1-3", "6.1.3-1"})
class SensitiveDataTest {
  private static final Set<String> NUMBERS = Set.of("merchantOrderNo", "payOrderNo");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "6222020200112230",
        "卡号6222020200112230请查收",
        "6222 0202 0011 2230",
        "70bd4301-9511-4384-9c97-025d5e2cd3c1 6222020200112230",
        "6222-0202-0011-2230",
        "6222.0202.0011.2230",
        "６２２２０２０２００１１２２３０",
        "订单 20260101 6222020200112230",
        "6222\u00a00202\u30000011 2230 end",
        "4111111111111111",
        "5555555555554444",
        "378282246310005",
        "2223003122003222"
      })
  void a_card_number_is_found_however_it_is_written(String text) {
    assertThat(SensitiveData.hasCardNumber(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "拿铁 2 杯",
        "6222020200112231",
        "2026010100421530001230123456789",
        "13800138000",
        "1767240000000",
        "62220202001122306222020200112230",
        "7222020200112230",
        "400-820-8820",
        "https://shop.example/notice/70bd4301-9511-4384-9c97-025d5e2cd3c1"
      })
  void other_numbers_are_not(String text) {
    assertThat(SensitiveData.hasCardNumber(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "paymentPassword",
        "pay_password",
        "PASSWD",
        "pwd",
        "cvv",
        "CVV2",
        "cvn2",
        "card-no",
        "cardNumber",
        "pin",
        "支付密码",
        "securityCode"
      })
  void fields_for_secrets_are_found_by_name(String name) {
    assertThat(find("{\"" + name + "\":\"x\"}")).hasSize(1);
    assertThat(find("{\"ext\":{\"a\":[{\"" + name + "\":1}]}}")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"passwordFree", "shipping", "pinned", "businessType", "panel"})
  void names_that_only_look_alike_are_not(String name) {
    assertThat(find("{\"" + name + "\":\"x\"}")).isEmpty();
  }

  @Test
  void it_looks_into_every_depth_and_names_the_place_only() {
    assertThat(find("{\"ext\":{\"note\":[\"x\",\"6222020200112230\"]}}"))
        .containsExactly(new FieldError("ext.note[1]", "a card number must not be sent"));
    assertThat(find("{\"ext\":{\"6222020200112230\":1}}").toString())
        .doesNotContain("6222020200112230");
    assertThat(find("{\"ext\":{\"n\":6222020200112230}}")).hasSize(1);
  }

  @Test
  void numbers_of_orders_may_look_like_cards() {
    assertThat(find("{\"merchantOrderNo\":\"6222020200112230\"}")).isEmpty();
    assertThat(find("{\"ext\":{\"merchantOrderNo\":\"6222020200112230\"}}")).hasSize(1);
  }

  private static List<FieldError> find(String json) {
    return JsonReader.read(json.getBytes(StandardCharsets.UTF_8))
            instanceof Parsed.Value(Json.Obj body)
        ? SensitiveData.find(body, NUMBERS)
        : List.of(new FieldError("?", "not an object"));
  }
}
