package org.maapay.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Clause("6.1.2-2")
class MandatesTest {
  private static final String PENDING =
      """
      {"mandateNo":"20260101","merchantId":"M1","merchantMandateNo":"S1","merchantName":"海风咖啡",\
      "mobileNo":"13800138000","limitPerPayment":50.00,"limitPerDay":200.00,\
      "mandateStatus":"PENDING","expiresAt":"2026-01-01T04:30:00Z",\
      "signUrl":"http://localhost:8601/mandate/20260101?t=secret"}\
      """;

  private final TestPlatform platform = new TestPlatform();

  MandatesTest() throws IOException {}

  @AfterEach
  void stop() {
    platform.close();
  }

  private Mandates mandates() {
    return platform.client().build().mandates();
  }

  @Test
  void what_is_asked_for_is_answered_with_a_link_for_the_payer() {
    platform.says(200, PENDING);
    var wish =
        new NewMandate(
            "S1",
            "海风咖啡",
            "13800138000",
            Amount.ofYuan("50"),
            Amount.ofYuan("200"),
            URI.create("http://127.0.0.1:8604/notices"),
            Duration.ofMinutes(30));
    var mandate = mandates().ask(wish).orThrow();
    assertThat(mandate.status()).isEqualTo(MandateStatus.PENDING);
    assertThat(mandate.signUrl()).contains("http://localhost:8601/mandate/20260101?t=secret");
    assertThat(mandate.limitPerDay()).isEqualTo(Amount.ofYuan("200"));
    assertThat(mandate.allows(Amount.ofYuan("1"))).as("before it is signed").isFalse();
    assertThat(mandate.toString()).doesNotContain("secret", "13800138000");
    assertThat(platform.received.get(0).body())
        .isEqualTo(
            """
            {"merchantId":"M1","merchantMandateNo":"S1","merchantName":"海风咖啡",\
            "mobileNo":"13800138000","limitPerPayment":50.00,"limitPerDay":200.00,\
            "expireMinutes":30,"notifyUrl":"http://127.0.0.1:8604/notices"}\
            """);
  }

  @Test
  void it_is_asked_for_by_number_and_by_payer_and_ended_by_number() {
    platform.says(200, PENDING.replace("PENDING", "REVOKED"));
    assertThat(mandates().query("S1").orThrow().status()).isEqualTo(MandateStatus.REVOKED);
    mandates().queryByMobileNo("13800138000").orThrow();
    mandates().revoke("S1").orThrow();
    assertThat(platform.received)
        .extracting(call -> call.path() + " " + call.body())
        .containsExactly(
            "/v1/mandates/query {\"merchantId\":\"M1\",\"merchantMandateNo\":\"S1\"}",
            "/v1/mandates/query {\"merchantId\":\"M1\",\"mobileNo\":\"13800138000\"}",
            "/v1/mandates/revoke {\"merchantId\":\"M1\",\"merchantMandateNo\":\"S1\"}");
  }

  @Test
  void a_debited_order_says_so_and_under_which_limits() {
    platform.says(
        200,
        """
        {"payOrderNo":"P1","createDate":"20260101","merchantId":"M1","merchantOrderNo":"C1",\
        "merchantName":"海风咖啡","orderAmount":12.50,"result":"SUCCESS","orderStatus":"SUCCESS",\
        "passwordFree":{"limitPerPayment":50.00,"limitPerDay":200.00}}\
        """);
    var order =
        NewOrder.numbered("C1")
            .businessType(BusinessType.PASSWORD_FREE)
            .bankReturnUrl(URI.create("http://127.0.0.1:8604/notices"))
            .merchantName("海风咖啡")
            .orderDate(java.time.LocalDate.of(2026, 1, 1))
            .orderAmount(Amount.ofYuan("12.50"))
            .mobileNo("13800138000")
            .build();
    var placed = platform.client().build().orders().place(order).orThrow();
    assertThat(placed.orderStatus().isPaid()).isTrue();
    assertThat(placed.payUrl()).isEmpty();
    assertThat(placed.passwordFree())
        .contains(new PlacedOrder.PasswordFree(Amount.ofYuan("50"), Amount.ofYuan("200")));
  }
}
