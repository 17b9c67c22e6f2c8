package org.maapay.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.Clause;

@Clause("C-3")
class DeliveryTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"noticeResult\":\"SUCCESS\"}",
        " {\"noticeResult\" : \"SUCCESS\", \"more\":[1]}\n",
        "success",
        "SUCCESS",
        " Success \r\n"
      })
  void these_answers_accept(String answer) {
    assertThat(new Delivery.Answered(200, answer, 1).isAccepted()).isTrue();
    assertThat(new Delivery.Answered(201, answer, 1).isAccepted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "ok",
        "unsuccess",
        "success!",
        "{\"noticeResult\":\"FAIL\"}",
        "{\"noticeResult\":\"success\"}",
        "{\"noticeResult\":true}",
        "{\"noticeresult\":\"SUCCESS\"}",
        "{\"data\":{\"noticeResult\":\"SUCCESS\"}}",
        "[{\"noticeResult\":\"SUCCESS\"}]",
        "{\"noticeResult\":\"FAIL\",\"noticeResult\":\"SUCCESS\"}",
        "{\"noticeResult\":\"SUCCESS\"} and more",
        "{\"noticeResult\":\"SUCCESS\"",
        "<html>success</html>"
      })
  void these_do_not(String answer) {
    assertThat(new Delivery.Answered(200, answer, 1).isAccepted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 199, 300, 302, 400, 404, 500, 503})
  void only_a_2xx_accepts(int status) {
    assertThat(new Delivery.Answered(status, "success", 1).isAccepted()).isFalse();
  }

  @Test
  void no_answer_accepts_nothing() {
    assertThat(new Delivery.Failed("success", 1).isAccepted()).isFalse();
  }
}
