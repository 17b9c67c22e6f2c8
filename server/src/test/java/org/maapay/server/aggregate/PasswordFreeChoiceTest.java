package org.maapay.server.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maapay.Clause;
import org.maapay.authorization.TestLeave;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.mandate.Changing;
import org.maapay.merchant.Amount;
import org.maapay.merchant.Answer;
import org.maapay.merchant.Answer.Refused;
import org.maapay.merchant.BusinessType;
import org.maapay.merchant.MaaPay;
import org.maapay.merchant.NewMandate;
import org.maapay.merchant.NewOrder;
import org.maapay.merchant.OrderQuery;
import org.maapay.merchant.OrderStatus;
import org.maapay.merchant.Orders.InstitutionLink;
import org.maapay.merchant.PlacedOrder;
import org.maapay.merchant.TransactionType;
import org.maapay.payment.PaymentOutcome;

/**
 * Password-free orders whose payer chooses the built-in institution: they are debited after the
 * choice, within the mandate with the merchant, or fall back to a page.
 */
@Clause({"6.2.4-1", "6.1.2-1", "6.1.2-2"})
class PasswordFreeChoiceTest {
  private static final URI NOTICES = URI.create("http://127.0.0.1:9/notices");
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  @TempDir private static Path folder;

  private static EmbeddedPostgres postgres;
  private static TestNode node;
  private static MaaPay pay;

  private final String mobile = "138001380" + (10 + NUMBERS.incrementAndGet());
  private UserId payer;

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    node = new TestNode(postgres, "alone", folder, null);
    pay = TwoMaaPays.merchant(node, node.admit("M2026000001", Set.of("AGGREGATE")));
  }

  @AfterAll
  static void stop() throws IOException {
    node.close();
    postgres.close();
  }

  @BeforeEach
  void open() {
    payer = node.user(mobile, 10_000);
  }

  @AfterEach
  void the_books_hold() {
    assertThat(node.broken()).isEmpty();
  }

  @Test
  void within_the_mandate_the_choice_debits_once_and_answers_no_link() {
    sign();
    var placed = place(2_600);
    assertThat(placed.orderStatus()).isEqualTo(OrderStatus.CREATED);
    assertThat(balance()).isEqualTo(10_000);
    assertThat(debited(placed)).isEqualTo(OrderStatus.SUCCESS);
    for (int i = 0; i < 2; i++) {
      assertThat(chosen(placed, TransactionType.WEBVIEW))
          .isInstanceOfSatisfying(
              Refused.class, again -> assertThat(again.problem().code()).isEqualTo("order-paid"));
    }
    assertThat(balance()).isEqualTo(7_400);
    assertThat(status(placed)).isEqualTo(OrderStatus.SUCCESS);
    assertThat(used()).isEqualTo(2_600);
  }

  @Test
  void over_its_limit_the_choice_answers_a_link_and_why_and_a_password_pays() {
    sign();
    var placed = place(6_000);
    for (int i = 0; i < 2; i++) {
      var link = link(placed);
      assertThat(link.fallback()).contains("LIMIT_PER_PAYMENT");
      assertThat(link.payUrl()).isPresent();
    }
    assertThat(balance()).isEqualTo(10_000);
    var no = new PayOrderNo(placed.payOrderNo());
    var leave = TestLeave.to(payer, new Money(6_000), no.value());
    assertThat(node.platform.payments().pay(no, "balance", leave))
        .isInstanceOf(PaymentOutcome.Paid.class);
    assertThat(used()).isZero();
  }

  @Test
  void without_money_the_day_keeps_its_room_and_the_same_choice_says_the_same() {
    sign();
    for (int i = 0; i < 2; i++) {
      assertThat(debited(place(4_000))).isEqualTo(OrderStatus.SUCCESS);
    }
    var placed = place(3_000);
    for (int i = 0; i < 2; i++) {
      var link = link(placed);
      assertThat(link.fallback()).contains("INSUFFICIENT_FUNDS");
      assertThat(link.payUrl()).isPresent();
    }
    assertThat(used()).isEqualTo(8_000);
    assertThat(balance()).isEqualTo(2_000);
  }

  @Test
  void without_a_mandate_the_payer_is_asked_and_one_signed_meanwhile_counts() {
    var placed = place(2_600);
    assertThat(link(placed).fallback()).contains("NO_MANDATE");
    sign();
    assertThat(debited(placed)).isEqualTo(OrderStatus.SUCCESS);
    assertThat(balance()).isEqualTo(7_400);
  }

  @Test
  @Clause("B-4.2")
  void by_chatbot_only_what_was_not_debited_is_asked_about() {
    sign();
    var debited = place(2_600);
    choose(debited, TransactionType.CHATBOT);
    var asked = place(6_000);
    assertThat(choose(asked, TransactionType.CHATBOT).fallback()).contains("LIMIT_PER_PAYMENT");
    assertThat(requests(debited)).isZero();
    assertThat(requests(asked)).isEqualTo(1);
  }

  private void sign() {
    var wish =
        new NewMandate(
            number("S"),
            "海风咖啡",
            mobile,
            Amount.ofFen(5_000),
            Amount.ofFen(20_000),
            NOTICES,
            Duration.ofMinutes(30));
    var no = new MandateNo(pay.mandates().ask(wish).orThrow().mandateNo());
    assertThat(node.platform.mandates().sign(no, payer, "balance"))
        .isInstanceOf(Changing.Done.class);
  }

  private PlacedOrder place(long fen) {
    var wish =
        NewOrder.numbered(number("F"))
            .transactionType(TransactionType.AGGREGATE)
            .businessType(BusinessType.PASSWORD_FREE)
            .bankReturnUrl(NOTICES)
            .merchantName("海风咖啡")
            .orderDate(TwoMaaPays.DAY)
            .orderAmount(Amount.ofFen(fen))
            .mobileNo(mobile);
    return pay.orders().place(wish.build()).orThrow();
  }

  private InstitutionLink link(PlacedOrder placed) {
    return choose(placed, TransactionType.WEBVIEW);
  }

  /** Chooses, and is led nowhere since it is paid. */
  private OrderStatus debited(PlacedOrder placed) {
    var link = link(placed);
    assertThat(link.payUrl()).isEmpty();
    assertThat(link.fallback()).isEmpty();
    return link.orderStatus();
  }

  private static InstitutionLink choose(PlacedOrder placed, TransactionType way) {
    return chosen(placed, way).orThrow();
  }

  private static Answer<InstitutionLink> chosen(PlacedOrder placed, TransactionType way) {
    return pay.orders()
        .chooseInstitution(placed.merchantOrderNo(), placed.payOrderNo(), "MAAPAY", way);
  }

  private long balance() {
    return node.balance(payer.account());
  }

  private OrderStatus status(PlacedOrder placed) {
    return pay.orders().query(OrderQuery.of(placed, mobile)).orThrow().orderStatus();
  }

  private long used() {
    return node.number(
        "SELECT coalesce(sum(used), 0) FROM mandate_allowance WHERE user_id = '"
            + payer.value()
            + "'");
  }

  private static long requests(PlacedOrder placed) {
    return node.number(
        "SELECT count(*) FROM chatbot_request WHERE pay_order_no = '" + placed.payOrderNo() + "'");
  }

  private static String number(String kind) {
    return kind + NUMBERS.incrementAndGet();
  }
}
