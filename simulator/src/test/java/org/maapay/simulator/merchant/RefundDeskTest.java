package org.maapay.simulator.merchant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maapay.simulator.Clause;
import tools.jackson.databind.JsonNode;

/** A refund is asked for in the chat, reviewed on the page, and told. */
class RefundDeskTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private TestShop shop;

  @BeforeEach
  void open() throws Exception {
    shop = new TestShop();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  @Clause({"B-7", "6.1.5-1", "6.1.5-3"})
  void a_part_is_refunded_after_the_review() throws Exception {
    shop.paidOrder();
    shop.handset.type("历史订单");
    var history = shop.handset.next();
    assertThat(history.toString()).contains("拿铁（大杯） ¥18.00", "已支付");
    shop.handset.tap(history, "申请退款");
    var choice = shop.handset.next();
    assertThat(choice.toString()).contains("可退金额：¥18.00");
    shop.handset.tap(choice, "部分退款");
    assertThat(shop.handset.nextText()).contains("最多可退 ¥18.00");
    shop.handset.type("20");
    assertThat(shop.handset.nextText()).contains("没有提交申请");
    shop.handset.type("5.50");
    assertThat(shop.handset.nextText()).contains("已提交：¥5.50");
    shop.handset.tap(choice, "全额退款");
    assertThat(shop.handset.nextText()).contains("请勿重复操作");
    var refundNo = waiting();
    assertThat(decide(refundNo, "approve", "")).isEqualTo(303);
    assertThat(decide(refundNo, "approve", "")).isEqualTo(303);
    assertThat(shop.platform.calls).filteredOn(call -> call.equals("/v1/refunds")).hasSize(1);
    assertThat(shop.platform.endRefund(refundNo, "SUCCESS")).isEqualTo(200);
    assertThat(shop.handset.nextText()).contains("退款成功 ¥5.50", "已退合计：¥5.50");
    assertThat(shop.platform.endRefund(refundNo, "SUCCESS")).isEqualTo(200);
    shop.handset.tap(history, "申请退款");
    assertThat(shop.handset.nextText()).contains("可退金额：¥12.50");
  }

  @Test
  void a_declined_refund_is_told_with_its_reason() throws Exception {
    allAskedBack();
    assertThat(decide(waiting(), "decline", "咖啡已经制作")).isEqualTo(303);
    assertThat(shop.handset.nextText()).contains("未通过：咖啡已经制作");
    assertThat(shop.platform.calls).doesNotContain("/v1/refunds");
  }

  @Test
  void a_refund_that_failed_is_told_and_can_be_asked_for_again() throws Exception {
    var history = allAskedBack();
    var refundNo = waiting();
    decide(refundNo, "approve", "");
    shop.platform.endRefund(refundNo, "FAILED");
    assertThat(shop.handset.nextText()).contains("退款没有成功，款项没有变动");
    shop.handset.tap(history, "申请退款");
    assertThat(shop.handset.nextText()).contains("可退金额：¥18.00");
  }

  @Test
  void a_refund_whose_callback_is_lost_is_asked_for() throws Exception {
    allAskedBack();
    var refundNo = waiting();
    decide(refundNo, "approve", "");
    shop.platform.endRefundSilently(refundNo);
    shop.clock.tick(Duration.ofSeconds(10));
    shop.merchant().look();
    assertThat(shop.handset.nextText()).contains("退款成功 ¥18.00");
  }

  @Test
  void a_decision_from_another_site_is_refused() throws Exception {
    allAskedBack();
    var form = "word=guess&decision=approve&refundNo=" + waiting();
    assertThat(post(form, shop.page("")).statusCode()).isEqualTo(403);
    var genuine = "word=" + word() + "&decision=approve&refundNo=" + waiting();
    assertThat(post(genuine, "http://evil.example").statusCode()).isEqualTo(403);
    assertThat(shop.platform.calls).doesNotContain("/v1/refunds");
    assertThat(post(genuine, shop.page("")).statusCode()).isEqualTo(303);
  }

  /** An order was paid, and its user asks for all of it; the list of his orders. */
  private JsonNode allAskedBack() throws Exception {
    shop.paidOrder();
    shop.handset.tap("reply", "历史订单", "orders");
    var history = shop.handset.next();
    shop.handset.tap(history, "申请退款");
    shop.handset.tap(shop.handset.next(), "全额退款");
    assertThat(shop.handset.nextText()).contains("已提交：¥18.00");
    return history;
  }

  private String waiting() throws Exception {
    return group("name=\"refundNo\" value=\"([^\"]+)\"");
  }

  private String word() throws Exception {
    return group("name=\"word\" value=\"([^\"]+)\"");
  }

  private String group(String pattern) throws Exception {
    var shown =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(shop.page("/review"))).build(),
            BodyHandlers.ofString());
    assertThat(shown.headers().firstValue("content-security-policy")).isPresent();
    var matcher = Pattern.compile(pattern).matcher(shown.body());
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  private int decide(String refundNo, String decision, String reason) throws Exception {
    var word = wordOrNothing();
    var encoded = URLEncoder.encode(reason, UTF_8);
    return post(
            "word="
                + word
                + "&refundNo="
                + refundNo
                + "&decision="
                + decision
                + "&reason="
                + encoded,
            shop.page(""))
        .statusCode();
  }

  private String lastWord = "";

  /** The word stands in forms, and there is no form once nothing waits. */
  private String wordOrNothing() throws Exception {
    var shown =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(shop.page("/review"))).build(),
            BodyHandlers.ofString());
    var matcher = Pattern.compile("name=\"word\" value=\"([^\"]+)\"").matcher(shown.body());
    if (matcher.find()) {
      lastWord = matcher.group(1);
    }
    return lastWord;
  }

  private HttpResponse<String> post(String form, String origin) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(shop.page("/review")))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", origin)
            .POST(BodyPublishers.ofString(form))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }
}
