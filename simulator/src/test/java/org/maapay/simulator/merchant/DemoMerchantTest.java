package org.maapay.simulator.merchant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.ChatbotAccount.Credentials;
import org.maapay.signature.Pem;
import org.maapay.simulator.Clause;
import org.maapay.simulator.TestDatabase;
import org.maapay.simulator.operator.Operator;
import org.maapay.simulator.operator.Profile;
import org.maapay.simulator.operator.RegisteredChatbot;
import org.maapay.simulator.operator.jsonut.JsonFamily;
import org.maapay.simulator.store.Database;
import org.maapay.simulator.wire.WireLog;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shop, a strict operator and a handset, all on the wire; the platform is a stand-in. */
class DemoMerchantTest {
  private static final String BOT = "sip:10650100@botplatform.rcs.chinaunicom.example";
  private static final Credentials CREDENTIALS = new Credentials("app-1", "key-1", "token-1");
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final TestClock clock = new TestClock();
  private final Handset handset = new Handset(BOT);
  private final Database.Access access = TestDatabase.create();
  private Database world;
  private Database own;
  private WireLog log;
  private FakePlatform platform;
  private Operator operator;
  private DemoMerchant merchant;
  private int port;

  @BeforeEach
  void start() throws Exception {
    world = Database.open(access, "simulator");
    own = Database.open(access, "merchant_a");
    log = new WireLog(world, clock);
    platform = new FakePlatform(clock);
    port = freePort();
    var registered =
        new RegisteredChatbot(BOT, "海风咖啡", CREDENTIALS, URI.create(page("/operator/unicom")));
    operator =
        Operator.start(
            new Operator.Setup(
                "unicom",
                new JsonFamily(Profile.STRICT),
                List.of(registered),
                Duration.ofMillis(1),
                List.of(Duration.ofMillis(50), Duration.ofMillis(200))),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new Operator.Surroundings(world, log, handset, clock));
    handset.servedBy(operator);
    open();
  }

  @AfterEach
  void stop() {
    operator.close();
    merchant.close();
    platform.close();
    log.close();
    own.close();
    world.close();
  }

  @Test
  @Clause({"B-1", "6.1.1-4", "4-merchant"})
  void a_product_is_chosen_paid_and_told_to_be_paid() throws Exception {
    handset.type("你好");
    var welcome = handset.next();
    assertThat(Handset.buttons(welcome)).containsExactly("逛一逛", "聚合支付", "历史订单", "客服");
    handset.tap(welcome, "逛一逛");
    var goods = handset.next();
    assertThat(goods.findValuesAsString("mediaUrl")).hasSize(4);
    handset.tap(goods, "下单支付");
    var card = handset.next();
    var order = platform.onlyOrder();
    var number = order.path("merchantOrderNo").asString();
    assertThat(card.toString())
        .contains("待支付 ¥18.00", "商户：海风咖啡", "商品：拿铁（大杯）", number, "请在 12:30 前支付");
    assertThat(Handset.buttons(card)).containsExactly("立即支付", "验密支付", "取消订单", "不是我的订单");
    var open = Handset.find(card, "立即支付").path("action").path("urlAction").path("openUrl");
    assertThat(open.path("application").asString()).isEqualTo("webview");
    assertThat(open.path("url").asString())
        .isEqualTo("http://localhost:8601/pay/P" + number + "?t=reference");
    assertThat(platform.pay(number, false)).isEqualTo(200);
    assertThat(handset.nextText()).contains("支付成功 ¥18.00", number);
    assertThat(platform.calls).containsExactly("/v1/payment-orders");
  }

  @Test
  @Clause({"B-2", "5.1.2-5"})
  void an_order_for_the_payment_chatbot_leads_there_and_is_told_to_be_paid() throws Exception {
    handset.tap(goods(), "消息支付");
    var card = handset.next();
    var order = platform.onlyOrder();
    var number = order.path("merchantOrderNo").asString();
    assertThat(order.path("transactionType").asString()).isEqualTo("CHATBOT");
    assertThat(card.toString()).contains("待支付 ¥18.00", "支付助手", number);
    assertThat(Handset.buttons(card)).containsExactly("去支付助手", "取消订单");
    assertThat(Handset.find(card, "去支付助手").findValue("url").asString())
        .isEqualTo("sms:10650300%40botplatform.rcs.chinaunicom.cn");
    assertThat(platform.pay(number, false)).isEqualTo(200);
    assertThat(handset.nextText()).contains("支付成功 ¥18.00", number);
  }

  private JsonNode goods() throws Exception {
    handset.type("逛一逛");
    return handset.next();
  }

  private void sign() throws Exception {
    handset.tap(goods(), "免密支付");
    handset.next();
    platform.mandateBecomes("ACTIVE");
    handset.next();
  }

  @Test
  @Clause({"B-6", "6.1.2-1", "6.1.2-2", "6.1.2-3"})
  void a_user_signs_is_told_before_and_pays_without_a_password() throws Exception {
    handset.tap(goods(), "免密支付");
    var signing = handset.next();
    assertThat(signing.toString()).contains("开通免密支付", "单笔 ¥50.00，每日 ¥200.00", "可随时关闭", "现在不会扣款");
    assertThat(Handset.find(signing, "去开通").findValue("url").asString())
        .isEqualTo(FakePlatform.SIGN_URL);
    assertThat(platform.mandateBecomes("ACTIVE")).isEqualTo(200);
    assertThat(handset.nextText()).contains("免密支付已开通", "单笔 ¥50.00，每日 ¥200.00");

    handset.tap(goods(), "免密支付");
    var before = handset.next();
    assertThat(before.toString()).contains("免密支付 ¥18.00", "本次为免密支付", "单笔 ¥50.00，每日 ¥200.00");
    assertThat(platform.orderCount()).as("nothing is ordered before he is told").isZero();
    handset.tap(before, "确认免密支付");
    await(() -> platform.orderCount() == 1);
    var order = platform.onlyOrder();
    assertThat(order.path("businessType").asString()).isEqualTo("PASSWORD_FREE");
    platform.pay(order.path("merchantOrderNo").asString(), false);
    assertThat(handset.nextText()).contains("支付成功 ¥18.00", "免密支付");
    handset.tap(before, "确认免密支付");
    assertThat(handset.nextText()).contains("已经支付成功");
    assertThat(platform.orderCount()).as("a tap counts once").isEqualTo(1);
  }

  @Test
  @Clause("6.1.2-3")
  void a_debit_nobody_told_of_is_asked_about_and_told() throws Exception {
    sign();
    handset.tap(goods(), "免密支付");
    handset.tap(handset.next(), "确认免密支付");
    await(() -> platform.orderCount() == 1);
    clock.tick(Duration.ofSeconds(3));
    merchant.look();
    assertThat(handset.nextText()).contains("支付成功 ¥18.00");
  }

  @Test
  void what_is_not_debited_falls_back_to_the_link_and_says_why() throws Exception {
    sign();
    platform.fallback = Optional.of("LIMIT_PER_DAY");
    handset.tap(goods(), "免密支付");
    handset.tap(handset.next(), "确认免密支付");
    var card = handset.next();
    assertThat(card.toString()).contains("待支付 ¥18.00", "超过今日免密限额，没有扣款");
    assertThat(Handset.buttons(card)).containsExactly("立即支付", "验密支付", "取消订单", "不是我的订单");
  }

  @Test
  void what_was_agreed_is_told_and_ended_in_the_chat() throws Exception {
    handset.type("免密");
    assertThat(handset.nextText()).contains("还没有在这里开通");
    sign();
    handset.type("免密");
    var agreed = handset.next();
    assertThat(agreed.toString()).contains("您已开通免密支付", "每日 ¥200.00");
    handset.tap(agreed, "关闭免密");
    await(() -> platform.calls.contains("/v1/mandates/revoke"));
    platform.mandateBecomes("REVOKED");
    assertThat(handset.nextText()).contains("免密支付已关闭");
    handset.tap(goods(), "免密支付");
    assertThat(handset.nextText()).contains("开通免密支付");
  }

  private static void await(BooleanSupplier done) throws InterruptedException {
    for (int i = 0; i < 1000 && !done.getAsBoolean(); i++) {
      Thread.onSpinWait();
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(done.getAsBoolean()).isTrue();
  }

  @Test
  @Clause("B-5")
  void the_password_card_opens_the_keypad_straight_away() throws Exception {
    var card = payCard();
    handset.tap(card, "验密支付");
    var password = handset.next();
    var url = Handset.find(password, "输入支付密码").findValue("url").asString();
    assertThat(url).endsWith("?t=reference&view=password");
    assertThat(password.toString()).contains("验密支付 ¥18.00");
  }

  @Test
  @Clause("6.1.1-2")
  void a_paid_order_is_not_paid_again() throws Exception {
    var card = payCard();
    var number = platform.onlyOrder().path("merchantOrderNo").asString();
    platform.pay(number, false);
    handset.next();
    for (var button : List.of("立即支付", "验密支付", "取消订单")) {
      handset.tap(card, button);
      assertThat(handset.nextText()).contains("已经支付成功").contains("没有发起新的支付");
    }
    assertThat(platform.calls).containsExactly("/v1/payment-orders");
  }

  @Test
  @Clause("6.1.1-1")
  void an_unpaid_order_stays_payable_and_the_chat_says_so() throws Exception {
    var card = payCard();
    handset.tap(card, "立即支付");
    clock.tick(Duration.ofSeconds(29));
    merchant.look();
    assertThat(handset.isQuiet()).isTrue();
    clock.tick(Duration.ofSeconds(1));
    merchant.look();
    var reminder = handset.next();
    assertThat(reminder.toString()).contains("尚未支付，没有扣款").contains("12:30 前继续支付");
    assertThat(Handset.buttons(reminder)).containsExactly("立即支付", "取消订单");
    merchant.look();
    assertThat(handset.isQuiet()).isTrue();
  }

  @Test
  void an_expired_order_is_told_to_be_closed() throws Exception {
    payCard();
    platform.expire(platform.onlyOrder().path("merchantOrderNo").asString());
    var end = handset.next();
    assertThat(end.toString()).contains("已超过支付时间并关闭，没有扣款");
    handset.tap(end, "再来一单");
    assertThat(handset.nextText()).contains("待支付 ¥18.00");
    assertThat(platform.orderCount()).isEqualTo(2);
  }

  @Test
  void a_cancelled_order_is_told_once() throws Exception {
    var card = payCard();
    handset.tap(card, "取消订单");
    assertThat(handset.nextText()).contains("已取消，没有扣款");
    platform.expire(platform.onlyOrder().path("merchantOrderNo").asString());
    clock.tick(Duration.ofHours(1));
    merchant.look();
    assertThat(handset.isQuiet()).isTrue();
  }

  @Test
  void a_tap_that_comes_twice_makes_one_order() throws Exception {
    handset.tap("reply", "逛一逛", "goods");
    var goods = handset.next();
    operator.change(JSON.readTree("{\"duplicate\":true}"));
    handset.tap(goods, "下单支付");
    operator.change(JSON.readTree("{}"));
    assertThat(handset.nextText()).contains("待支付");
    handset.tap(goods, "下单支付");
    assertThat(handset.nextText()).contains("已经生成");
    assertThat(platform.orderCount()).isEqualTo(1);
  }

  private JsonNode institutions() throws Exception {
    handset.type("聚合支付");
    handset.tap(handset.next(), "选机构支付");
    return handset.next();
  }

  @Test
  @Clause({"B-4.1", "5.1.4-2", "5.1.4-5"})
  void an_institution_is_chosen_and_the_pay_card_says_which() throws Exception {
    var offered = institutions();
    assertThat(offered.toString()).contains("第二支付", "¥18.00");
    handset.tap(offered, "用页面支付");
    var card = handset.next();
    assertThat(card.toString()).contains("待支付 ¥18.00", "支付机构：第二支付", "second.example/pay/1");
    assertThat(Handset.buttons(card)).containsExactly("立即支付", "换支付机构", "取消订单");
  }

  @Test
  void a_choice_made_up_by_hand_or_of_nobody_s_order_starts_nothing_and_is_told_so()
      throws Exception {
    institutions();
    var number = platform.onlyOrder().path("merchantOrderNo").asString();
    handset.tap("reply", "用页面支付", "institution:" + number + ":NOBODY:WEBVIEW");
    assertThat(handset.nextText()).contains("现在不能用", "没有扣款");
    for (var made :
        List.of("C20260101-UNKNOWN:SECOND:WEBVIEW", number + ":SECOND:CASH", number, "")) {
      handset.tap("reply", "用页面支付", "institution:" + made);
      assertThat(handset.nextText()).as(made).contains("按钮已失效", "没有扣款");
    }
    assertThat(platform.calls)
        .filteredOn(call -> call.endsWith("/institution"))
        .as("only a choice of the user's own order is passed on")
        .hasSize(1);
  }

  @Test
  void a_choice_for_an_order_that_is_paid_starts_nothing() throws Exception {
    var offered = institutions();
    platform.pay(platform.onlyOrder().path("merchantOrderNo").asString(), false);
    assertThat(handset.nextText()).contains("支付成功");
    handset.tap(offered, "用页面支付");
    assertThat(handset.nextText()).contains("已经支付成功", "没有发起新的支付");
    assertThat(platform.calls).noneMatch(call -> call.endsWith("/institution"));
  }

  @Test
  void a_reference_of_somebody_else_buys_nothing() throws Exception {
    handset.tap("reply", "下单支付", "buy:nobody-issued-this");
    assertThat(handset.nextText()).contains("按钮已失效");
    handset.tap("reply", "申请退款", "refund:C20260101-UNKNOWN");
    assertThat(handset.nextText()).contains("无需退款");
    assertThat(platform.orderCount()).isZero();
  }

  @Test
  void an_order_that_was_not_confirmed_is_placed_again_under_its_number() throws Exception {
    handset.tap("reply", "逛一逛", "goods");
    var goods = handset.next();
    platform.dropNext = true;
    handset.tap(goods, "下单支付");
    assertThat(handset.nextText()).contains("待支付");
    assertThat(platform.orderCount()).isEqualTo(1);
    assertThat(platform.calls).containsOnly("/v1/payment-orders").hasSizeGreaterThan(1);
  }

  @Test
  void a_refused_order_is_told_without_a_code() throws Exception {
    handset.tap("reply", "逛一逛", "goods");
    var goods = handset.next();
    platform.refuseWith = Optional.of("merchant-name-not-registered");
    handset.tap(goods, "下单支付");
    assertThat(handset.nextText()).contains("下单没有成功，没有扣款").doesNotContain("merchant-name");
  }

  @Test
  void a_lost_callback_is_made_up_for_by_asking() throws Exception {
    payCard();
    platform.pay(platform.onlyOrder().path("merchantOrderNo").asString(), true);
    clock.tick(Duration.ofSeconds(30));
    merchant.look();
    assertThat(handset.nextText()).contains("支付成功");
  }

  @Test
  void a_result_that_the_operator_did_not_take_is_sent_again() throws Exception {
    payCard();
    operator.change(JSON.readTree("{\"rateLimit\":true}"));
    platform.pay(platform.onlyOrder().path("merchantOrderNo").asString(), false);
    operator.change(JSON.readTree("{}"));
    assertThat(handset.isQuiet()).isTrue();
    clock.tick(Duration.ofSeconds(5));
    merchant.look();
    assertThat(handset.nextText()).contains("支付成功");
    merchant.look();
    assertThat(handset.isQuiet()).isTrue();
  }

  @Test
  void a_callback_that_comes_twice_shows_one_card_even_after_a_restart() throws Exception {
    payCard();
    var number = platform.onlyOrder().path("merchantOrderNo").asString();
    assertThat(platform.pay(number, false)).isEqualTo(200);
    assertThat(platform.pay(number, false)).isEqualTo(200);
    merchant.close();
    open();
    assertThat(platform.pay(number, false)).isEqualTo(200);
    assertThat(handset.nextText()).contains("支付成功");
    assertThat(handset.isQuiet()).isTrue();
  }

  @Test
  @Clause({"B-7", "6.1.5-1", "6.1.5-3"})
  void a_part_is_refunded_after_the_review() throws Exception {
    paidOrder();
    handset.type("历史订单");
    var history = handset.next();
    assertThat(history.toString()).contains("拿铁（大杯） ¥18.00", "已支付");
    handset.tap(history, "申请退款");
    var choice = handset.next();
    assertThat(choice.toString()).contains("可退金额：¥18.00");
    handset.tap(choice, "部分退款");
    assertThat(handset.nextText()).contains("最多可退 ¥18.00");
    handset.type("20");
    assertThat(handset.nextText()).contains("没有提交申请");
    handset.type("5.50");
    assertThat(handset.nextText()).contains("已提交：¥5.50");
    handset.tap(choice, "全额退款");
    assertThat(handset.nextText()).contains("请勿重复操作");
    var refundNo = waiting();
    assertThat(decide(refundNo, "approve", "")).isEqualTo(303);
    assertThat(decide(refundNo, "approve", "")).isEqualTo(303);
    assertThat(platform.calls).filteredOn(call -> call.equals("/v1/refunds")).hasSize(1);
    assertThat(platform.endRefund(refundNo, "SUCCESS")).isEqualTo(200);
    assertThat(handset.nextText()).contains("退款成功 ¥5.50", "已退合计：¥5.50");
    assertThat(platform.endRefund(refundNo, "SUCCESS")).isEqualTo(200);
    handset.tap(history, "申请退款");
    assertThat(handset.nextText()).contains("可退金额：¥12.50");
  }

  @Test
  void a_declined_refund_is_told_with_its_reason() throws Exception {
    paidOrder();
    handset.tap("reply", "历史订单", "orders");
    handset.tap(handset.next(), "申请退款");
    handset.tap(handset.next(), "全额退款");
    assertThat(handset.nextText()).contains("已提交：¥18.00");
    assertThat(decide(waiting(), "decline", "咖啡已经制作")).isEqualTo(303);
    assertThat(handset.nextText()).contains("未通过：咖啡已经制作");
    assertThat(platform.calls).doesNotContain("/v1/refunds");
  }

  @Test
  void a_refund_that_failed_is_told_and_can_be_asked_for_again() throws Exception {
    paidOrder();
    handset.tap("reply", "历史订单", "orders");
    var history = handset.next();
    handset.tap(history, "申请退款");
    handset.tap(handset.next(), "全额退款");
    handset.next();
    var refundNo = waiting();
    decide(refundNo, "approve", "");
    platform.endRefund(refundNo, "FAILED");
    assertThat(handset.nextText()).contains("退款没有成功，款项没有变动");
    handset.tap(history, "申请退款");
    assertThat(handset.nextText()).contains("可退金额：¥18.00");
  }

  @Test
  void a_refund_whose_callback_is_lost_is_asked_for() throws Exception {
    paidOrder();
    handset.tap("reply", "历史订单", "orders");
    handset.tap(handset.next(), "申请退款");
    handset.tap(handset.next(), "全额退款");
    handset.next();
    var refundNo = waiting();
    decide(refundNo, "approve", "");
    platform.endRefundSilently(refundNo);
    clock.tick(Duration.ofSeconds(10));
    merchant.look();
    assertThat(handset.nextText()).contains("退款成功 ¥18.00");
  }

  @Test
  void a_decision_from_another_site_is_refused() throws Exception {
    paidOrder();
    handset.tap("reply", "历史订单", "orders");
    handset.tap(handset.next(), "申请退款");
    handset.tap(handset.next(), "全额退款");
    handset.next();
    var form = "word=guess&decision=approve&refundNo=" + waiting();
    assertThat(post(form, page("")).statusCode()).isEqualTo(403);
    var genuine = "word=" + word() + "&decision=approve&refundNo=" + waiting();
    assertThat(post(genuine, "http://evil.example").statusCode()).isEqualTo(403);
    assertThat(platform.calls).doesNotContain("/v1/refunds");
    assertThat(post(genuine, page("")).statusCode()).isEqualTo(303);
  }

  @Test
  void the_signed_calls_and_callbacks_can_be_watched() throws Exception {
    paidOrder();
    log.close();
    var records = log.after(0, 100);
    assertThat(records)
        .filteredOn(record -> record.path("link").asString().equals("PLATFORM"))
        .allMatch(record -> record.path("requestHeaders").has("signature-input"))
        .isNotEmpty();
    assertThat(records)
        .filteredOn(record -> record.path("link").asString().equals("CALLBACK"))
        .hasSize(1);
    assertThat(records.toString()).doesNotContain("13800138000").doesNotContain("t=reference");
  }

  @Test
  void the_menu_is_published() {
    assertThat(merchant.publishMenu()).isTrue();
  }

  private JsonNode payCard() throws Exception {
    handset.tap("reply", "逛一逛", "goods");
    handset.tap(handset.next(), "下单支付");
    return handset.next();
  }

  private void paidOrder() throws Exception {
    payCard();
    platform.pay(platform.onlyOrder().path("merchantOrderNo").asString(), false);
    handset.next();
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
            HttpRequest.newBuilder(URI.create(page("/review"))).build(), BodyHandlers.ofString());
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
            page(""))
        .statusCode();
  }

  private String lastWord = "";

  /** The word stands in forms, and there is no form once nothing waits. */
  private String wordOrNothing() throws Exception {
    var shown =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(page("/review"))).build(), BodyHandlers.ofString());
    var matcher = Pattern.compile("name=\"word\" value=\"([^\"]+)\"").matcher(shown.body());
    if (matcher.find()) {
      lastWord = matcher.group(1);
    }
    return lastWord;
  }

  private HttpResponse<String> post(String form, String origin) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(page("/review")))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", origin)
            .POST(BodyPublishers.ofString(form))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private void open() throws IOException, SQLException {
    var account =
        new ChatbotAccount(
            BOT, "unicom", URI.create("http://127.0.0.1:" + operator.port()), CREDENTIALS);
    var config =
        new MerchantConfig(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            new MerchantConfig.Identity(
                "M1", "海风咖啡", "mk-1", Pem.of(platform.merchant.getPrivate())),
            new MerchantConfig.Platform(
                platform.baseUrl(),
                "pk-1",
                Pem.of(platform.platform.getPublic()),
                Pem.of(platform.root.getPublic())),
            List.of(account),
            Map.of("unicom", "sip:10650300@botplatform.rcs.chinaunicom.cn"));
    merchant = DemoMerchant.open(config, own, log, clock);
  }

  private String page(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
