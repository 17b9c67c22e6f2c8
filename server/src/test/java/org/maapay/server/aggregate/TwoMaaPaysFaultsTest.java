package org.maapay.server.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.kernel.PayOrderNo;
import org.maapay.merchant.Answer.Refused;
import org.maapay.merchant.Answer.Unanswered;
import org.maapay.merchant.OrderStatus;
import org.maapay.merchant.PlacedOrder;
import org.maapay.merchant.Problem;
import org.maapay.payment.PaymentOutcome;
import org.maapay.server.aggregate.Port.Fault;

/** What is lost, doubled, changed, late or in the way between two MaaPays. */
@ExtendWith(BothSides.class)
class TwoMaaPaysFaultsTest {
  private final TwoMaaPays both;

  TwoMaaPaysFaultsTest(TwoMaaPays both) {
    this.both = both;
  }

  @Test
  void an_answer_that_was_lost_is_asked_for_by_the_same_choice() {
    var placed = both.place(2_600);
    both.institution.merchants.next(Fault.ANSWER_LOST);
    assertThat(both.chosen(placed)).isInstanceOf(Unanswered.class); // 503: choose it once more.
    var link = both.choose(placed);
    both.payThere(link);
    TwoMaaPays.until(() -> both.status(placed) == OrderStatus.SUCCESS);
    assertThat(both.there(placed)).isEqualTo(1);
  }

  @Test
  void a_report_that_was_lost_is_asked_for_and_comes_again_without_effect() {
    var placed = both.place(2_600);
    var link = both.choose(placed);
    both.reports.next(report(placed), Fault.REQUEST_LOST);
    both.payThere(link);
    both.lookAgain();
    assertThat(both.status(placed)).isEqualTo(OrderStatus.SUCCESS);
  }

  @Test
  void a_report_that_comes_twice_or_again_later_pays_once() {
    var placed = both.place(2_600);
    var link = both.choose(placed);
    both.reports.next(report(placed), Fault.DOUBLED);
    both.payThere(link);
    TwoMaaPays.until(() -> both.status(placed) == OrderStatus.SUCCESS);
    assertThat(both.reports.again(both.reports.seen(report(placed)).getLast()).status())
        .isEqualTo(200);
    assertThat(both.transfers(placed)).isEqualTo(1);
  }

  @Test
  void a_report_whose_body_or_signature_was_changed_is_refused() {
    var placed = both.place(2_600);
    var link = both.choose(placed);
    both.reports.next(report(placed), Fault.CHANGED);
    both.payThere(link);
    TwoMaaPays.until(() -> !both.reports.seen(report(placed)).isEmpty());
    var changed = both.reports.seen(report(placed)).getFirst();
    assertThat(both.reports.again(changed).status()).isEqualTo(401);
    assertThat(both.status(placed)).isEqualTo(OrderStatus.PAYING);
    both.lookAgain();
    assertThat(both.status(placed)).isEqualTo(OrderStatus.SUCCESS);
  }

  @Test
  void nobody_is_heard_at_another_path_or_without_a_signature() {
    var body = "{}".getBytes(StandardCharsets.UTF_8);
    assertThat(both.reports.again(both.call("/institutions/SECOND/notices", body)).status())
        .isEqualTo(401);
    assertThat(both.reports.again(both.call("/institutions/OTHER/notices", body)).status())
        .isEqualTo(404);
    assertThat(both.reports.again(both.call("/v1/payment-orders", body)).status()).isEqualTo(404);
  }

  @Test
  void an_institution_that_is_down_is_not_offered_for_a_while() {
    var placed = both.place(2_600);
    both.institution.merchants.next(Fault.REQUEST_LOST);
    assertThat(both.chosen(placed)).isInstanceOf(Unanswered.class);
    assertThat(both.place(2_600).institutions()).isEmpty();
    both.lookAgain(); // Nobody got a link: it is ended there.
    assertThat(both.status(placed)).isEqualTo(OrderStatus.CREATED);
    assertThat(both.place(2_600).institutions()).hasSize(1);
  }

  @Test
  void an_order_out_of_time_is_closed_on_both_sides() {
    var placed = both.place(2_600);
    var link = both.choose(placed);
    both.aggregator.tick(Duration.ofMinutes(31));
    both.aggregator.platform.resolver().run();
    assertThat(both.payment(link)).isInstanceOf(PaymentOutcome.Refused.class);
    assertThat(both.aggregator.platform.choices().close(new PayOrderNo(placed.payOrderNo())))
        .isInstanceOf(org.maapay.order.Closing.Closed.class);
    both.aggregator.tick(Duration.ofMinutes(-31));
  }

  @Test
  void a_report_that_was_held_back_is_believed_for_five_minutes_alone() {
    var placed = both.place(2_600);
    var link = both.choose(placed);
    both.reports.next(report(placed), Fault.HELD);
    both.payThere(link);
    TwoMaaPays.until(() -> !both.reports.seen(report(placed)).isEmpty());
    var held = both.reports.seen(report(placed)).getFirst();
    var late = both.aggregator.ahead(Duration.ofSeconds(301), () -> both.reports.again(held));
    assertThat(late.status()).isEqualTo(401);
    assertThat(both.status(placed)).isEqualTo(OrderStatus.PAYING);
    var inTime = both.aggregator.ahead(Duration.ofSeconds(290), () -> both.reports.again(held));
    assertThat(inTime.status()).as("nothing else was wrong with it").isEqualTo(200);
    assertThat(both.status(placed)).isEqualTo(OrderStatus.SUCCESS);
  }

  @ParameterizedTest(name = "by {0} fen")
  @ValueSource(longs = {900, 2_600})
  void a_number_that_is_taken_there_is_closed_there_and_the_payer_chooses_again(long fen) {
    var placed = both.place(2_600);
    var theirs = both.placeThere(placed, 1, fen);
    assertThat(both.chosen(placed)).isInstanceOf(Unanswered.class);
    assertThat(both.status(placed)).isEqualTo(OrderStatus.PAYING);
    both.lookAgain();
    assertThat(both.statusThere(theirs)).isEqualTo(OrderStatus.CLOSED);
    assertThat(both.status(placed)).isEqualTo(OrderStatus.CREATED);
    both.payThere(both.choose(placed));
    TwoMaaPays.until(() -> both.status(placed) == OrderStatus.SUCCESS);
  }

  @Test
  void what_was_paid_there_under_a_number_that_was_taken_is_never_taken_twice() {
    var placed = both.place(2_600);
    var theirs = both.placeThere(placed, 1, 2_600);
    assertThat(both.chosen(placed)).isInstanceOf(Unanswered.class);
    assertThat(both.payment(new PayOrderNo(theirs.payOrderNo())))
        .isInstanceOf(PaymentOutcome.Paid.class);
    TwoMaaPays.until(() -> both.status(placed) == OrderStatus.SUCCESS);
    assertThat(both.chosen(placed)).isInstanceOf(Refused.class);
    assertThat(both.transfers(placed)).isEqualTo(1);
  }

  @Test
  void a_number_that_is_paid_there_counts_though_its_report_was_lost_for_a_day() {
    var placed = both.place(2_600);
    takenAndPaid(placed, 2_600);
    both.lookAgain();
    assertThat(both.status(placed)).isEqualTo(OrderStatus.SUCCESS);
    assertThat(both.transfers(placed)).isEqualTo(1);
  }

  @Test
  void a_number_that_is_paid_there_for_another_amount_pays_nothing_of_ours() {
    var placed = both.place(2_600);
    takenAndPaid(placed, 900);
    both.lookAgain();
    assertThat(both.status(placed)).isEqualTo(OrderStatus.CREATED);
    assertThat(both.transfers(placed)).isZero();
    both.payThere(both.choose(placed));
    TwoMaaPays.until(() -> both.status(placed) == OrderStatus.SUCCESS);
  }

  @Test
  void closing_an_order_whose_number_is_paid_there_is_refused_and_names_what_is_paid() {
    var placed = both.place(2_600);
    takenAndPaid(placed, 2_600);
    var answer = both.pay.orders().close(placed.merchantOrderNo(), Optional.empty());
    assertThat(answer)
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.problem())
                    .isInstanceOfSatisfying(
                        Problem.Conflict.class,
                        conflict -> {
                          assertThat(conflict.code()).isEqualTo("order-paid");
                          var order = conflict.order().orElseThrow();
                          assertThat(order.payOrderNo()).isEqualTo(placed.payOrderNo());
                          assertThat(order.orderAmount()).isEqualTo(placed.orderAmount());
                          assertThat(order.orderStatus()).isEqualTo(OrderStatus.SUCCESS);
                          assertThat(order.paidAt()).isPresent();
                        }));
    assertThat(both.transfers(placed)).isEqualTo(1);
  }

  /** What tells the report of its payment from others that come again meanwhile. */
  private static String report(PlacedOrder placed) {
    return TwoMaaPays.numberThere(placed, 1);
  }

  /** Its number is taken there by something else, which is paid; nobody here hears of it. */
  private void takenAndPaid(PlacedOrder placed, long fen) {
    var theirs = both.placeThere(placed, 1, fen);
    assertThat(both.chosen(placed)).isInstanceOf(Unanswered.class);
    both.reports.next(report(placed), Fault.HELD);
    both.payElsewhere(new PayOrderNo(theirs.payOrderNo()), fen);
    TwoMaaPays.until(() -> !both.reports.seen(report(placed)).isEmpty());
    assertThat(both.status(placed)).isEqualTo(OrderStatus.PAYING);
  }
}
