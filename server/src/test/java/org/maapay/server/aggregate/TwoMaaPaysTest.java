package org.maapay.server.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maapay.Clause;
import org.maapay.authorization.TestLeave;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Headers;
import org.maapay.edge.http.Request;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.ledger.BucketAccount;
import org.maapay.merchant.Amount;
import org.maapay.merchant.Answer.Accepted;
import org.maapay.merchant.Answer.Refused;
import org.maapay.merchant.Answer.Unanswered;
import org.maapay.merchant.MaaPay;
import org.maapay.merchant.NewOrder;
import org.maapay.merchant.NewRefund;
import org.maapay.merchant.OrderQuery;
import org.maapay.merchant.OrderStatus;
import org.maapay.merchant.Orders.InstitutionLink;
import org.maapay.merchant.PlacedOrder;
import org.maapay.merchant.RefundStatus;
import org.maapay.merchant.Retries;
import org.maapay.merchant.TransactionType;
import org.maapay.payment.PaymentOutcome;
import org.maapay.server.ServerSettings.InstitutionSettings;
import org.maapay.server.ServerSettings.OtherMaaPay;
import org.maapay.server.aggregate.Port.Fault;
import org.maapay.signature.SignatureAlgorithm;

/**
 * Two MaaPays on databases of their own that meet over HTTP alone: a pure aggregator, and the
 * institution to which it passes orders. A merchant speaks to the aggregator by the SDK.
 */
class TwoMaaPaysTest {
  private static final String PAYER = "13800138000";
  private static final long RICH = 1_000_000;
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  @TempDir private static Path folder;

  private static EmbeddedPostgres postgres;
  private static TestNode institution;
  private static TestNode aggregator;
  private static Port reports;
  private static TestNode.Admitted shop;
  private static UserId payer;

  private final List<String> told = new CopyOnWriteArrayList<>();
  private Port shopPort;
  private MaaPay pay;

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    institution = new TestNode(postgres, "institution", folder, null);
    payer = institution.user(PAYER, RICH);
    var us = institution.admit("M2026900001", Set.of("WEBVIEW", "NATIVE"));
    reports = new Port();
    var key = Files.writeString(folder.resolve("at-second.pem"), us.privateKeyPem());
    var root = Files.writeString(folder.resolve("second-root.pem"), institution.rootKeyPem());
    var second =
        new OtherMaaPay(
            "SECOND",
            "第二支付",
            institution.merchants.origin(),
            us.merchant().id().value(),
            us.keyId(),
            key.toString(),
            root.toString(),
            null);
    var settings = new InstitutionSettings(reports.number(), reports.origin(), List.of(second));
    aggregator = new TestNode(postgres, "aggregator", folder, settings);
    reports.serves(aggregator.site(reports));
    shop = aggregator.admit("M2026000001", Set.of("AGGREGATE", "WEBVIEW"));
  }

  @AfterAll
  static void stop() throws IOException {
    aggregator.close();
    institution.close();
    reports.close();
    postgres.close();
  }

  @BeforeEach
  void open() throws IOException {
    shopPort = new Port();
    shopPort.serves(this::notice);
    pay =
        MaaPay.builder()
            .baseUrl(aggregator.merchants.origin())
            .merchantId(shop.merchant().id().value())
            .privateKey(shop.keyId(), SignatureAlgorithm.ED25519, shop.privateKeyPem())
            .rootKey(SignatureAlgorithm.ED25519, aggregator.rootKeyPem())
            .retries(Retries.NONE)
            .build();
  }

  @AfterEach
  void the_books_hold_on_both_sides() {
    shopPort.close();
    assertThat(aggregator.broken()).isEmpty();
    assertThat(institution.broken()).isEmpty();
    assertThat(owed()).isEqualTo(takenThere());
  }

  @Test
  @Clause({"B-4.1", "5.1.4-1", "5.1.4-2", "5.1.4-4", "5.1.4-7", "5.1.4-8a", "6.2.4-1"})
  void an_order_is_placed_passed_on_paid_there_and_told_to_the_merchant() {
    var placed = place(2_600);
    assertThat(placed.institutions())
        .singleElement()
        .satisfies(offered -> {
          assertThat(offered.institutionCode()).isEqualTo("SECOND");
          assertThat(offered.name()).isEqualTo("第二支付");
        });
    var link = choose(placed);
    assertThat(link.payUrl().orElseThrow()).startsWith("http://localhost:1/pay/");
    payThere(link);
    until(() -> status(placed) == OrderStatus.SUCCESS);
    until(() -> told.contains("SUCCESS"));
  }

  @Test
  @Clause({"B-4.3", "5.1.4-9"})
  void the_sdk_of_the_institution_is_started_by_its_own_token() {
    var placed = place(2_600);
    var link =
        accepted(
            pay.orders()
                .chooseInstitution(
                    placed.merchantOrderNo(),
                    placed.payOrderNo(),
                    "SECOND",
                    TransactionType.NATIVE));
    assertThat(link.sdkToken()).isPresent();
    assertThat(link.sdkUrl().orElseThrow()).startsWith("http://localhost:1/pay/");
    assertThat(link.payUrl()).isEmpty();
  }

  @Test
  void an_answer_that_was_lost_is_asked_for_by_the_same_choice() {
    var placed = place(2_600);
    institution.merchants.next(Fault.ANSWER_LOST);
    assertThat(chosen(placed)).isInstanceOf(Unanswered.class); // 503: choose it once more.
    var link = choose(placed);
    payThere(link);
    until(() -> status(placed) == OrderStatus.SUCCESS);
    assertThat(there(placed)).isEqualTo(1);
  }

  @Test
  void a_report_that_was_lost_is_asked_for_and_comes_again_without_effect() {
    var placed = place(2_600);
    var link = choose(placed);
    reports.next(Fault.REQUEST_LOST);
    payThere(link);
    aggregator.tick(Duration.ofSeconds(31));
    aggregator.platform.resolver().run();
    assertThat(status(placed)).isEqualTo(OrderStatus.SUCCESS);
  }

  @Test
  void a_report_that_comes_twice_or_again_later_pays_once() {
    var placed = place(2_600);
    var link = choose(placed);
    reports.next(Fault.DOUBLED);
    payThere(link);
    until(() -> status(placed) == OrderStatus.SUCCESS);
    assertThat(reports.again(reports.seen().getLast()).status()).isEqualTo(200);
    assertThat(transfers(placed)).isEqualTo(1);
  }

  @Test
  void a_report_whose_body_or_signature_was_changed_is_refused() {
    var placed = place(2_600);
    var link = choose(placed);
    reports.next(Fault.CHANGED);
    int before = reports.seen().size();
    payThere(link);
    until(() -> reports.seen().size() > before);
    var changed = reports.seen().get(before);
    assertThat(reports.again(changed).status()).isEqualTo(401);
    assertThat(status(placed)).isEqualTo(OrderStatus.PAYING);
    aggregator.tick(Duration.ofSeconds(31));
    aggregator.platform.resolver().run();
    assertThat(status(placed)).isEqualTo(OrderStatus.SUCCESS);
  }

  @Test
  void nobody_is_heard_at_another_path_or_without_a_signature() {
    var body = "{}".getBytes(StandardCharsets.UTF_8);
    assertThat(reports.again(call("/institutions/SECOND/notices", body)).status()).isEqualTo(401);
    assertThat(reports.again(call("/institutions/OTHER/notices", body)).status()).isEqualTo(404);
    assertThat(reports.again(call("/v1/payment-orders", body)).status()).isEqualTo(404);
  }

  @Test
  void an_institution_that_is_down_is_not_offered_for_a_while() {
    var placed = place(2_600);
    institution.merchants.next(Fault.REQUEST_LOST);
    assertThat(chosen(placed)).isInstanceOf(Unanswered.class);
    assertThat(place(2_600).institutions()).isEmpty();
    aggregator.tick(Duration.ofSeconds(31));
    aggregator.platform.resolver().run(); // Nobody got a link: it is ended there.
    assertThat(status(placed)).isEqualTo(OrderStatus.CREATED);
    assertThat(place(2_600).institutions()).hasSize(1);
  }

  @Test
  void closing_ends_the_order_there_and_who_paid_there_cannot_close() {
    var placed = place(2_600);
    var link = choose(placed);
    assertThat(pay.orders().close(placed.merchantOrderNo(), Optional.empty()))
        .isInstanceOf(Accepted.class);
    assertThat(payment(link)).isInstanceOf(PaymentOutcome.Refused.class);
    var paid = place(2_600);
    var other = choose(paid);
    reports.next(Fault.REQUEST_LOST);
    payThere(other);
    assertThat(pay.orders().close(paid.merchantOrderNo(), Optional.empty()))
        .isInstanceOf(Refused.class);
    assertThat(status(paid)).isEqualTo(OrderStatus.SUCCESS);
  }

  @Test
  @Clause("6.2.4-2")
  void a_refund_goes_back_to_who_paid_there_once() {
    var placed = place(2_600);
    payThere(choose(placed));
    until(() -> status(placed) == OrderStatus.SUCCESS);
    long before = institution.balance(payer.account());
    var wish =
        new NewRefund(
            placed.merchantOrderNo(), DAY, Amount.ofFen(600), PAYER, Optional.of(number("R")));
    institution.merchants.next(Fault.ANSWER_LOST);
    var first = accepted(pay.refunds().create(wish));
    assertThat(first.refundStatus()).isEqualTo(RefundStatus.PROCESSING);
    aggregator.tick(Duration.ofMinutes(1));
    aggregator.platform.refunds().resolve();
    var again = accepted(pay.refunds().create(wish));
    assertThat(again.refundStatus()).isEqualTo(RefundStatus.SUCCESS);
    assertThat(institution.balance(payer.account())).isEqualTo(before + 600);
    assertThat(status(placed)).isEqualTo(OrderStatus.PARTIALLY_REFUNDED);
  }

  @Test
  void an_order_out_of_time_is_closed_on_both_sides() {
    var placed = place(2_600);
    var link = choose(placed);
    aggregator.tick(Duration.ofMinutes(31));
    aggregator.platform.resolver().run();
    assertThat(payment(link)).isInstanceOf(PaymentOutcome.Refused.class);
    assertThat(aggregator.platform.choices().close(new PayOrderNo(placed.payOrderNo())))
        .isInstanceOf(org.maapay.order.Closing.Closed.class);
    aggregator.tick(Duration.ofMinutes(-31));
  }

  @Test
  @Clause("4-institution")
  void a_pure_aggregator_has_no_page_no_users_and_no_credentials() {
    payThere(choose(place(2_600)));
    assertThat(aggregator.node.sites().byPort().keySet())
        .containsExactlyInAnyOrder(aggregator.merchants.number(), reports.number());
    for (var path :
        List.of("/v1/mandates", "/v1/mandates/query", "/cashier/v1/sessions", "/pay/1")) {
      var answer = aggregator.merchants.again(call(path, new byte[0]));
      assertThat(answer.status()).as(path).isEqualTo(404);
    }
    for (var table :
        List.of("payer", "card", "pin_verifier", "keypad_session", "device_key", "mandate")) {
      assertThat(aggregator.number("SELECT count(*) FROM " + table)).as(table).isZero();
    }
    assertThat(aggregator.number("SELECT count(*) FROM account WHERE kind = 'USER_BALANCE'"))
        .isZero();
    assertThat(aggregator.number("SELECT count(*) FROM platform_key WHERE use = 'KEYPAD'"))
        .isZero();
  }

  @Test
  void a_pure_aggregator_takes_aggregate_orders_alone() {
    var answer = pay.orders().place(wish(2_600).transactionType(TransactionType.WEBVIEW).build());
    assertThat(answer).isInstanceOf(Refused.class);
  }

  private Answer notice(Request request) {
    var text = new String(request.body(), StandardCharsets.UTF_8);
    told.add(text.contains("\"orderStatus\":\"SUCCESS\"") ? "SUCCESS" : text);
    var body = "{\"noticeResult\":\"SUCCESS\"}".getBytes(StandardCharsets.UTF_8);
    return new Answer(200, Headers.of("Content-Type", "application/json"), body);
  }

  private static String number(String kind) {
    return kind + NUMBERS.incrementAndGet();
  }

  private NewOrder.Builder wish(long fen) {
    return NewOrder.numbered(number("A"))
        .transactionType(TransactionType.AGGREGATE)
        .bankReturnUrl(URI.create(shopPort.origin() + "/notices"))
        .merchantName("海风咖啡")
        .orderDate(DAY)
        .orderAmount(Amount.ofFen(fen))
        .mobileNo(PAYER);
  }

  private PlacedOrder place(long fen) {
    return accepted(pay.orders().place(wish(fen).build()));
  }

  private org.maapay.merchant.Answer<InstitutionLink> chosen(PlacedOrder placed) {
    return pay.orders().chooseInstitution(placed.merchantOrderNo(), placed.payOrderNo(), "SECOND");
  }

  private InstitutionLink choose(PlacedOrder placed) {
    return accepted(chosen(placed));
  }

  private static <T> T accepted(org.maapay.merchant.Answer<T> answer) {
    return answer.orThrow();
  }

  private static PayOrderNo orderThere(InstitutionLink link) {
    var path = URI.create(link.payUrl().orElseThrow()).getPath();
    return new PayOrderNo(path.substring("/pay/".length()));
  }

  /** The payer pays on the institution's page; his password is no concern of these tests. */
  private static PaymentOutcome payment(InstitutionLink link) {
    var no = orderThere(link);
    var leave = TestLeave.to(payer, new Money(2_600), no.value());
    return institution.platform.payments().pay(no, "balance", leave);
  }

  private static void payThere(InstitutionLink link) {
    assertThat(payment(link)).isInstanceOf(PaymentOutcome.Paid.class);
  }

  private OrderStatus status(PlacedOrder placed) {
    return accepted(pay.orders().query(OrderQuery.of(placed, PAYER))).orderStatus();
  }

  private static long there(PlacedOrder placed) {
    return aggregator.number(
        "SELECT count(*) FROM institution_order WHERE pay_order_no = '"
            + placed.payOrderNo()
            + "'");
  }

  private static long transfers(PlacedOrder placed) {
    return aggregator.number(
        "SELECT count(*) FROM transfer WHERE purpose = 'PAYMENT' AND debit_account & 281474976710655 = 5"
            + " AND subject = '"
            + placed.payOrderNo()
            + "'");
  }

  private static long owed() {
    var bucket = new MerchantId("M2026000001").bucket();
    return -aggregator.balance(BucketAccount.AT_INSTITUTIONS.in(bucket));
  }

  private static long takenThere() {
    return RICH - institution.balance(payer.account());
  }

  private static Request call(String path, byte[] body) {
    var headers = Headers.of("Host", "127.0.0.1:" + reports.number());
    var target = new Request.Target("127.0.0.1:" + reports.number(), path, null);
    return new Request("POST", target, headers, body, "127.0.0.1");
  }

  private static void until(BooleanSupplier done) {
    var end = Instant.now().plusSeconds(20);
    while (!done.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      LockSupport.parkNanos(50_000_000);
    }
  }
}
