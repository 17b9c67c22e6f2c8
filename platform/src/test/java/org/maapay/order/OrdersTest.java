package org.maapay.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maapay.AtOnce;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.kernel.Bucket;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Money;
import org.maapay.kernel.Numbering;
import org.maapay.kernel.PayOrderNo;
import org.maapay.merchant.Merchant;
import org.maapay.order.Placement.Conflicting;
import org.maapay.order.Placement.Placed;
import org.maapay.order.Placement.Replayed;

@Clause("C-1")
class OrdersTest {
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static TestPlatform platform;
  private static Merchant merchant;
  private static Merchant other;

  private final String number = "N" + NUMBERS.incrementAndGet();

  @BeforeAll
  static void start() {
    platform = new TestPlatform();
    merchant = platform.merchant("M100001");
    other = platform.merchant("M100002");
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  void what_was_placed_is_read_back_as_it_was_asked() {
    var wish = full(number);
    var placed = placed(platform.place(wish));
    assertThat(platform.read(placed)).isEqualTo(placed);
    assertThat(placed.wish()).isEqualTo(wish);
    assertThat(placed.state()).isEqualTo(new OrderState.Open(AttemptNo.NONE));
    assertThat(placed.expiresAt()).isEqualTo(placed.createdAt().plus(Duration.ofMinutes(45)));
    var found = platform.database.read(tx -> platform.stored.find(tx, merchant.id(), number));
    assertThat(found).contains(placed);
  }

  @Test
  void the_same_number_and_content_is_the_same_order() {
    var wish = TestPlatform.wish(merchant, number, 100);
    var placed = placed(platform.place(wish));
    platform.clock.tick(Duration.ofMillis(5));
    assertThat(platform.place(TestPlatform.wish(merchant, number, 100)))
        .isEqualTo(new Replayed(placed));
    assertThat(stored(number)).isEqualTo(1);
  }

  @Test
  void the_same_number_for_something_else_conflicts_and_changes_nothing() {
    var placed = placed(platform.place(TestPlatform.wish(merchant, number, 100)));
    assertThat(platform.place(TestPlatform.wish(merchant, number, 101)))
        .isEqualTo(new Conflicting());
    assertThat(platform.read(placed)).isEqualTo(placed);
    assertThat(stored(number)).isEqualTo(1);
  }

  @Test
  void a_number_is_unique_per_merchant_only() {
    var one = placed(platform.place(TestPlatform.wish(merchant, number, 100)));
    var two = placed(platform.place(TestPlatform.wish(other, number, 100)));
    assertThat(one.payOrderNo()).isNotEqualTo(two.payOrderNo());
  }

  @Test
  void a_replay_tells_the_present_state() {
    var wish = TestPlatform.wish(merchant, number, 100);
    var order = placed(platform.place(wish));
    close(order.payOrderNo());
    assertThat(platform.place(wish))
        .isInstanceOfSatisfying(
            Replayed.class,
            replayed -> assertThat(replayed.order().status()).isEqualTo(OrderStatus.CLOSED));
  }

  @Test
  void the_order_lives_in_its_merchants_bucket() {
    var order = placed(platform.place(TestPlatform.wish(merchant, number, 100)));
    assertThat(order.payOrderNo().bucket()).isEqualTo(merchant.id().bucket());
  }

  @Test
  void fifty_who_place_one_number_at_once_get_one_order() {
    var answers = placeAtOnce(50, _ -> TestPlatform.wish(merchant, number, 100), platform);
    assertThat(answers).filteredOn(Placed.class::isInstance).hasSize(1);
    var orders = new HashSet<PayOrderNo>();
    for (var answer : answers) {
      orders.add(
          switch (answer) {
            case Placed(var order) -> order.payOrderNo();
            case Replayed(var order) -> order.payOrderNo();
            case Conflicting _ -> throw new AssertionError("the same is no conflict");
          });
    }
    assertThat(orders).hasSize(1);
    assertThat(stored(number)).isEqualTo(1);
  }

  /** Two nodes have a lane each: the database decides between them. */
  @Test
  void two_nodes_that_place_one_number_at_once_store_one_order() {
    try (var second = platform.another()) {
      for (int round = 0; round < 20; round++) {
        var no = number + "-" + round;
        var answers =
            placeAtOnce(6, i -> TestPlatform.wish(merchant, no, 100 + i), platform, second);
        assertThat(answers).filteredOn(Placed.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Conflicting.class::isInstance).hasSize(5);
        assertThat(stored(no)).isEqualTo(1);
      }
    }
  }

  @Test
  void closing_is_told_once_and_can_be_asked_for_again() {
    var order = placed(platform.place(TestPlatform.wish(merchant, number, 100)));
    var first = close(order.payOrderNo());
    assertThat(first).isInstanceOf(Closing.Closed.class);
    platform.clock.tick(Duration.ofSeconds(1));
    assertThat(close(order.payOrderNo())).isEqualTo(first);
    assertThat(facts(order)).isEqualTo(1);
    assertThat(platform.read(order).version()).isEqualTo(1);
  }

  @Test
  void an_unknown_order_cannot_be_closed() {
    var nobody =
        PayOrderNo.next(
            new Bucket(1), platform.clock.instant(), new Numbering(new SplittableRandom()));
    assertThat(close(nobody)).isEqualTo(new Closing.Missing());
  }

  @Test
  void an_order_is_due_from_the_moment_it_expires() {
    var order = placed(platform.place(TestPlatform.wish(merchant, number, 100)));
    var end = order.expiresAt();
    assertThat(order.isDue(end.minusMillis(1))).isFalse();
    assertThat(order.isDue(end)).isTrue();
    assertThat(due(end.minusMillis(1))).doesNotContain(order.payOrderNo());
    assertThat(due(end)).contains(order.payOrderNo());
    close(order.payOrderNo());
    assertThat(due(end)).doesNotContain(order.payOrderNo());
  }

  private static List<PayOrderNo> due(Instant now) {
    return platform.database.read(tx -> platform.stored.due(tx, now, 1_000));
  }

  private interface Wishes {
    PlaceOrder wish(int number);
  }

  private static List<Placement> placeAtOnce(int count, Wishes wishes, TestPlatform... nodes) {
    return AtOnce.run(count, i -> nodes[i % nodes.length].place(wishes.wish(i)));
  }

  private static PlaceOrder full(String number) {
    return new PlaceOrder(
        merchant.id(),
        number,
        "海风咖啡",
        TestPlatform.DAY,
        new Money(9_999_999_999L),
        new MobileNumber("13900139000"),
        TransactionType.WEBVIEW,
        BusinessType.PASSWORD_FREE,
        new Goods("G-1", "拿铁 ☕", "大杯"),
        new Terms(
            TestPlatform.NOTIFY_URL,
            "https://shop.example/refund",
            "https://shop.example/back",
            Duration.ofMinutes(45),
            "sip:10650100@botplatform.example",
            "S1",
            "{\"a\":1}"));
  }

  private static PaymentOrder placed(Placement placement) {
    return ((Placed) placement).order();
  }

  private static Closing close(PayOrderNo no) {
    return platform.orders.close(no);
  }

  private static long stored(String number) {
    var no =
        platform.number(
            "SELECT count(*) FROM client_number WHERE kind = 'ORDER' AND number = '"
                + number
                + "'");
    var orders =
        platform.number(
            "SELECT count(*) FROM payment_order WHERE merchant_order_no = '" + number + "'");
    assertThat(orders).isEqualTo(no);
    return orders;
  }

  private static long facts(PaymentOrder order) {
    return platform.number(
        "SELECT count(*) FROM outbox WHERE subject = '" + order.payOrderNo().value() + "'");
  }
}
