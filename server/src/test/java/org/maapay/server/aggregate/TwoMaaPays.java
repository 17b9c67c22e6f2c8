package org.maapay.server.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.maapay.authorization.TestLeave;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Headers;
import org.maapay.edge.http.Request;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.ledger.BucketAccount;
import org.maapay.mandate.Changing;
import org.maapay.merchant.Amount;
import org.maapay.merchant.MaaPay;
import org.maapay.merchant.NewMandate;
import org.maapay.merchant.NewOrder;
import org.maapay.merchant.OrderQuery;
import org.maapay.merchant.OrderStatus;
import org.maapay.merchant.Orders.InstitutionLink;
import org.maapay.merchant.PlacedOrder;
import org.maapay.merchant.Retries;
import org.maapay.merchant.TransactionType;
import org.maapay.payment.PaymentOutcome;
import org.maapay.server.ServerSettings.InstitutionSettings;
import org.maapay.server.ServerSettings.OtherMaaPay;
import org.maapay.server.aggregate.TestNode.Admitted;
import org.maapay.signature.SignatureAlgorithm;

/**
 * Two MaaPays on databases of their own that meet over HTTP alone: a pure aggregator, and the
 * institution to which it passes orders. A merchant speaks to the aggregator by the SDK.
 */
final class TwoMaaPays implements AutoCloseable {
  static final String PAYER = "13800138000";
  static final LocalDate DAY = LocalDate.of(2026, 1, 1);

  private static final long RICH = 1_000_000;
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  final TestNode institution;
  final TestNode aggregator;

  /** Where the institution reports to. */
  final Port reports = new Port();

  /** What the aggregator is at the institution. */
  final Admitted us;

  final UserId payer;

  /** The merchant at the aggregator. */
  final MaaPay pay;

  /**
   * What the merchant was told; that an order was paid to the institution that the payer chose as
   * {@code SUCCESS} alone.
   */
  final List<String> told = new CopyOnWriteArrayList<>();

  /** What the payer paid there for nothing of ours. */
  private long elsewhere;

  private final Path folder = Files.createTempDirectory("two-maapays");
  private final EmbeddedPostgres postgres;
  private final Port shopPort = new Port();

  TwoMaaPays() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    institution = new TestNode(postgres, "institution", folder, null);
    payer = institution.user(PAYER, RICH);
    us = institution.admit("M2026900001", Set.of("WEBVIEW", "NATIVE"));
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
    shopPort.serves(this::notice);
    pay = merchant(aggregator, aggregator.admit("M2026000001", Set.of("AGGREGATE", "WEBVIEW")));
  }

  /** Somebody who speaks to {@code node} as its merchant. */
  static MaaPay merchant(TestNode node, Admitted who) {
    return MaaPay.builder()
        .baseUrl(node.merchants.origin())
        .merchantId(who.merchant().id().value())
        .privateKey(who.keyId(), SignatureAlgorithm.ED25519, who.privateKeyPem())
        .rootKey(SignatureAlgorithm.ED25519, node.rootKeyPem())
        .retries(Retries.NONE)
        .build();
  }

  void assertSound() {
    assertThat(aggregator.broken()).isEmpty();
    assertThat(institution.broken()).isEmpty();
    assertThat(owed() + elsewhere).isEqualTo(RICH - institution.balance(payer.account()));
  }

  @Override
  public void close() throws IOException {
    aggregator.close();
    institution.close();
    shopPort.close();
    reports.close();
    postgres.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Answer notice(Request request) {
    var text = new String(request.body(), StandardCharsets.UTF_8);
    boolean paid = text.contains("\"orderStatus\":\"SUCCESS\"");
    var took = "\"institution\":{\"institutionCode\":\"SECOND\",\"name\":\"第二支付\"}";
    told.add(paid && text.contains(took) ? "SUCCESS" : text);
    var body = "{\"noticeResult\":\"SUCCESS\"}".getBytes(StandardCharsets.UTF_8);
    return new Answer(200, Headers.of("Content-Type", "application/json"), body);
  }

  String number(String kind) {
    return kind + NUMBERS.incrementAndGet();
  }

  NewOrder.Builder wish(long fen) {
    return NewOrder.numbered(number("A"))
        .transactionType(TransactionType.AGGREGATE)
        .bankReturnUrl(URI.create(shopPort.origin() + "/notices"))
        .merchantName("海风咖啡")
        .orderDate(DAY)
        .orderAmount(Amount.ofFen(fen))
        .mobileNo(PAYER);
  }

  PlacedOrder place(long fen) {
    return accepted(pay.orders().place(wish(fen).build()));
  }

  org.maapay.merchant.Answer<InstitutionLink> chosen(PlacedOrder placed) {
    return pay.orders().chooseInstitution(placed.merchantOrderNo(), placed.payOrderNo(), "SECOND");
  }

  InstitutionLink choose(PlacedOrder placed) {
    return accepted(chosen(placed));
  }

  static <T> T accepted(org.maapay.merchant.Answer<T> answer) {
    return answer.orThrow();
  }

  private static PayOrderNo orderThere(InstitutionLink link) {
    var path = URI.create(link.payUrl().orElseThrow()).getPath();
    return new PayOrderNo(path.substring("/pay/".length()));
  }

  /** The payer pays on the institution's page; his password is no concern of these tests. */
  PaymentOutcome payment(InstitutionLink link) {
    return payment(orderThere(link));
  }

  PaymentOutcome payment(PayOrderNo no) {
    return payment(no, 2_600);
  }

  /** The payer pays there what took the number of an attempt of ours. */
  void payElsewhere(PayOrderNo no, long fen) {
    assertThat(payment(no, fen)).isInstanceOf(PaymentOutcome.Paid.class);
    elsewhere += fen == 2_600 ? 0 : fen;
  }

  private PaymentOutcome payment(PayOrderNo no, long fen) {
    var leave = TestLeave.to(payer, new Money(fen), no.value());
    return institution.platform.payments().pay(no, "balance", leave);
  }

  void payThere(InstitutionLink link) {
    assertThat(payment(link)).isInstanceOf(PaymentOutcome.Paid.class);
  }

  /** Time for the aggregator to ask what became of attempts that it heard nothing of. */
  void lookAgain() {
    aggregator.tick(Duration.ofSeconds(31));
    aggregator.platform.resolver().run();
  }

  OrderStatus status(PlacedOrder placed) {
    return accepted(pay.orders().query(OrderQuery.of(placed, PAYER))).orderStatus();
  }

  /** The number under which an attempt is placed there. */
  static String numberThere(PlacedOrder ours, int attempt) {
    return new BigInteger(ours.payOrderNo()).toString(36) + "-" + attempt;
  }

  /** Takes that number, for something else. */
  PlacedOrder placeThere(PlacedOrder ours, int attempt, long fen) {
    var wish =
        NewOrder.numbered(numberThere(ours, attempt))
            .transactionType(TransactionType.WEBVIEW)
            .bankReturnUrl(URI.create(reports.origin() + "/institutions/SECOND/notices"))
            .merchantName("海风咖啡")
            .orderDate(DAY)
            .orderAmount(Amount.ofFen(fen))
            .mobileNo(PAYER)
            .goodsName("别的");
    return accepted(merchant(institution, us).orders().place(wish.build()));
  }

  /** The payer agrees at the institution that we debit him there without a password. */
  void signThere() {
    var wish =
        new NewMandate(
            number("S"),
            "海风咖啡",
            PAYER,
            Amount.ofFen(5_000),
            Amount.ofFen(20_000),
            URI.create(reports.origin() + "/institutions/SECOND/notices"),
            Duration.ofMinutes(30));
    var asked = accepted(merchant(institution, us).mandates().ask(wish));
    var no = new MandateNo(asked.mandateNo());
    assertThat(institution.platform.mandates().sign(no, payer, "balance"))
        .isInstanceOf(Changing.Done.class);
  }

  OrderStatus statusThere(PlacedOrder theirs) {
    return accepted(merchant(institution, us).orders().query(OrderQuery.of(theirs, PAYER)))
        .orderStatus();
  }

  long there(PlacedOrder placed) {
    return aggregator.number(
        "SELECT count(*) FROM institution_order WHERE pay_order_no = '"
            + placed.payOrderNo()
            + "'");
  }

  long transfers(PlacedOrder placed) {
    return aggregator.number(
        "SELECT count(*) FROM transfer WHERE purpose = 'PAYMENT' AND debit_account & 281474976710655 = 5"
            + " AND subject = '"
            + placed.payOrderNo()
            + "'");
  }

  private long owed() {
    var bucket = new MerchantId("M2026000001").bucket();
    return -aggregator.balance(BucketAccount.AT_INSTITUTIONS.in(bucket));
  }

  Request call(String path, byte[] body) {
    var headers = Headers.of("Host", "127.0.0.1:" + reports.number());
    var target = new Request.Target("127.0.0.1:" + reports.number(), path, null);
    return new Request("POST", target, headers, body, "127.0.0.1");
  }

  static void until(BooleanSupplier done) {
    var end = Instant.now().plusSeconds(20);
    while (!done.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      LockSupport.parkNanos(50_000_000);
    }
  }
}
