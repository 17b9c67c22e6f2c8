package org.maapay.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maapay.merchant.Answer.Accepted;
import org.maapay.merchant.Answer.Refused;
import org.maapay.merchant.Answer.Unanswered;
import org.maapay.merchant.TestPlatform.Fault;
import org.maapay.merchant.TestPlatform.Said;
import org.maapay.signature.Verification.Verified;

class OrdersTest {
  private static final String PLACED =
      """
      {"payOrderNo":"P1","createDate":"20260101","merchantId":"M1","merchantOrderNo":"C1",\
      "merchantName":"海风咖啡","orderAmount":12.50,"result":"SUCCESS",\
      "payUrl":"http://localhost:8601/pay/P1?t=secret","orderStatus":"CREATED","later":{"a":1}}\
      """;
  private static final String ORDER =
      """
      {"transactionType":"WEBVIEW","businessType":"PASSWORD","merchantOrderNo":"C1",\
      "merchantName":"海风咖啡","orderDate":"20260101","orderAmount":12.50,"currency":"CNY",\
      "merchantId":"M1","mobileNo":"13800138000","paymentDate":"20260101","paymentTime":"120001",\
      "payOrderNo":"P1","orderStatus":"SUCCESS"}\
      """;

  private final TestPlatform platform = new TestPlatform();

  OrdersTest() throws IOException {}

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  @Clause("C-1")
  void a_placed_order_is_signed_and_its_signed_answer_is_read() {
    platform.says(200, PLACED);
    var placed = platform.client().build().orders().place(order()).orThrow();
    assertThat(placed.payOrderNo()).isEqualTo("P1");
    assertThat(placed.createDate()).isEqualTo(LocalDate.of(2026, 1, 1));
    assertThat(placed.orderAmount()).isEqualTo(Amount.ofYuan("12.5"));
    assertThat(placed.payUrl()).contains("http://localhost:8601/pay/P1?t=secret");
    var call = platform.received.get(0);
    assertThat(call.verdict()).isInstanceOf(Verified.class);
    assertThat(call.method() + call.path()).isEqualTo("POST/v1/payment-orders");
    assertThat(call.body())
        .isEqualTo(
            """
            {"merchantId":"M1","transactionType":"WEBVIEW","businessType":"PASSWORD",\
            "merchantOrderNo":"C1","bankReturnUrl":"http://127.0.0.1:8604/notices",\
            "merchantName":"海风咖啡","orderDate":"20260101","orderAmount":12.50,\
            "mobileNo":"13800138000","goodsName":"拿铁","expireMinutes":30,"ext":{"table":"7"}}\
            """);
  }

  @Test
  void a_stored_answer_is_marked_as_replayed() {
    platform.answers = call -> new Said(200, PLACED, Map.of("Idempotency-Replayed", "true"));
    assertThat(platform.client().build().orders().place(order()))
        .isInstanceOfSatisfying(Accepted.class, a -> assertThat(a.replayed()).isTrue());
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, names = "OLD_ANSWER", mode = EnumSource.Mode.EXCLUDE)
  void what_cannot_be_believed_is_asked_again_with_the_same_number_and_a_fresh_nonce(Fault fault) {
    platform.says(200, PLACED);
    platform.faults.add(fault);
    var answer = platform.client().build().orders().place(order());
    assertThat(answer).isInstanceOf(Accepted.class);
    assertThat(platform.received).hasSizeGreaterThanOrEqualTo(2);
    var first = platform.received.get(0);
    var second = platform.received.get(platform.received.size() - 1);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.nonce()).isNotEqualTo(first.nonce()).isNotEmpty();
  }

  @Test
  void the_answer_to_another_call_is_no_answer() {
    platform.says(200, PLACED);
    var pay = platform.client().build();
    assertThat(pay.orders().place(order())).isInstanceOf(Accepted.class);
    platform.faults.add(Fault.OLD_ANSWER);
    assertThat(pay.orders().place(order())).isInstanceOf(Accepted.class);
    assertThat(platform.received).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, names = "RATE_LIMITED", mode = EnumSource.Mode.EXCLUDE)
  void without_an_answer_nothing_is_claimed(Fault fault) {
    platform.says(200, PLACED);
    IntStream.range(0, 20).forEach(i -> platform.faults.add(fault));
    assertThat(platform.client().build().orders().place(order()))
        .isInstanceOfSatisfying(Unanswered.class, lost -> assertThat(lost.attempts()).isEqualTo(4));
  }

  @Test
  void a_call_that_was_turned_away_every_time_is_refused() {
    IntStream.range(0, 4).forEach(i -> platform.faults.add(Fault.RATE_LIMITED));
    List<Duration> pauses = new ArrayList<>();
    var answer = platform.client().pause(pauses::add).build().orders().place(order());
    assertThat(answer)
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.problem())
                    .isInstanceOfSatisfying(
                        Problem.TooManyRequests.class,
                        p -> assertThat(p.retryAfter()).contains(Duration.ofSeconds(2))));
    assertThat(pauses).hasSize(3).allMatch(p -> p.compareTo(Duration.ofSeconds(2)) >= 0);
  }

  @Test
  void a_call_that_may_have_had_effect_is_not_refused_because_it_was_turned_away_later() {
    platform.faults.addAll(
        Arrays.asList(
            Fault.DROP, Fault.RATE_LIMITED, Fault.RATE_LIMITED, Fault.RATE_LIMITED, Fault.DROP));
    assertThat(platform.client().build().orders().place(order())).isInstanceOf(Unanswered.class);
  }

  @Test
  void a_signed_refusal_is_final_and_names_every_wrong_field() {
    platform.says(
        400,
        """
        {"type":"x/problems/fields-invalid","title":"Fields","status":400,"detail":"2 fields",\
        "code":"fields-invalid","incident":"I7","result":"FAIL",\
        "errors":[{"field":"orderAmount","message":"must be above zero"},\
        {"field":"mobileNo","message":"must have 11 digits"}]}\
        """);
    var answer = platform.client().build().orders().place(order());
    assertThat(platform.received).hasSize(1);
    assertThat(answer).isInstanceOf(Refused.class);
    var problem = ((Refused<PlacedOrder>) answer).problem();
    assertThat(problem).isInstanceOf(Problem.Invalid.class);
    assertThat(problem.code()).isEqualTo("fields-invalid");
    assertThat(problem.fields()).extracting("field").containsExactly("orderAmount", "mobileNo");
    assertThatThrownBy(answer::orThrow).hasMessage("refused: fields-invalid");
  }

  @Test
  void the_kind_of_a_problem_follows_its_status() {
    var kinds =
        Map.of(
            401, Problem.NotAuthenticated.class,
            403, Problem.Forbidden.class,
            404, Problem.NotFound.class,
            405, Problem.Invalid.class,
            409, Problem.Conflict.class,
            422, Problem.Rejected.class);
    kinds.forEach((status, kind) -> {
      platform.says(status, "{\"code\":\"x\"}");
      assertThat(platform.client().build().orders().place(order()))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.problem()).isInstanceOf(kind));
    });
  }

  @Test
  @Clause("C-2")
  void an_order_is_queried_and_closed() {
    platform.says(200, ORDER);
    var orders = platform.client().build().orders();
    var day = LocalDate.of(2026, 1, 1);
    var order = orders.query(new OrderQuery("P1", day, "C1", "13800138000")).orThrow();
    assertThat(order.orderStatus()).isEqualTo(OrderStatus.SUCCESS);
    assertThat(order.paidAt()).contains(Instant.parse("2026-01-01T04:00:01Z"));
    assertThat(orders.close("C1", Optional.empty())).isInstanceOf(Accepted.class);
    assertThat(platform.received)
        .extracting(call -> call.path() + " " + call.body())
        .containsExactly(
            "/v1/payment-orders/query {\"merchantId\":\"M1\",\"payOrderNo\":\"P1\","
                + "\"createDate\":\"20260101\",\"mobileNo\":\"13800138000\","
                + "\"merchantOrderNo\":\"C1\"}",
            "/v1/payment-orders/close {\"merchantId\":\"M1\",\"merchantOrderNo\":\"C1\"}");
  }

  @Test
  @Clause("C-4")
  void a_refund_is_created_and_queried() {
    platform.says(
        200,
        """
        {"orderStatus":"PARTIALLY_REFUNDED","merchantId":"M1","merchantOrderNo":"C1",\
        "refundAmount":2.50,"refundOrderNo":"R1","refundStatus":"SUCCESS","merchantRefundNo":"X1"}\
        """);
    var refunds = platform.client().build().refunds();
    var refund =
        refunds
            .create(
                new NewRefund(
                    "C1",
                    LocalDate.of(2026, 1, 1),
                    Amount.ofFen(250),
                    "13800138000",
                    Optional.of("X1")))
            .orThrow();
    assertThat(refund.refundStatus()).isEqualTo(RefundStatus.SUCCESS);
    assertThat(refund.refundAmount().fen()).isEqualTo(250);
    assertThat(refunds.query("X1")).isInstanceOf(Accepted.class);
    assertThat(platform.received.get(0).body())
        .isEqualTo(
            "{\"merchantId\":\"M1\",\"merchantOrderNo\":\"C1\",\"orderDate\":\"20260101\","
                + "\"refundAmount\":2.50,\"mobileNo\":\"13800138000\",\"merchantRefundNo\":\"X1\"}");
  }

  @Test
  void an_answer_without_a_mandatory_field_is_no_answer() {
    platform.says(200, PLACED.replace("\"payOrderNo\":\"P1\",", ""));
    assertThat(platform.client().build().orders().place(order())).isInstanceOf(Unanswered.class);
  }

  @Test
  @Clause("6.3.2-3a")
  void what_is_logged_is_masked() {
    platform.says(200, PLACED);
    List<Exchange> exchanges = new ArrayList<>();
    var pay = platform.client().listener(exchanges::add).build();
    var placed = pay.orders().place(order()).orThrow();
    var all = exchanges.toString() + order() + placed + pay;
    assertThat(all)
        .doesNotContain("13800138000")
        .doesNotContain("secret")
        .contains("138****8000")
        .contains("/pay/P1?***");
    assertThat(exchanges).hasSize(1);
    assertThat(exchanges.get(0).subject()).isEqualTo("C1");
    assertThat(exchanges.get(0).request().headers()).containsKeys("Signature-Input", "Signature");
  }

  @Test
  void a_listener_that_fails_costs_nothing() {
    platform.says(200, PLACED);
    ExchangeListener failing =
        exchange -> {
          throw new IllegalStateException("disk full");
        };
    assertThat(platform.client().listener(failing).build().orders().place(order()))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void a_platform_that_is_not_there_is_no_answer() {
    platform.close();
    assertThat(platform.client().build().orders().place(order())).isInstanceOf(Unanswered.class);
  }

  @Test
  void an_order_lacks_nothing_mandatory() {
    assertThatThrownBy(() -> NewOrder.numbered("C1").build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bankReturnUrl");
  }

  private static NewOrder order() {
    return NewOrder.numbered("C1")
        .bankReturnUrl(URI.create("http://127.0.0.1:8604/notices"))
        .merchantName("海风咖啡")
        .orderDate(LocalDate.of(2026, 1, 1))
        .orderAmount(Amount.ofYuan("12.50"))
        .mobileNo("13800138000")
        .goodsName("拿铁")
        .expiresAfter(Duration.ofMinutes(30))
        .ext(Map.of("table", "7"))
        .build();
  }
}
