package org.maapay.institutions.maapay;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.maapay.institution.OutsideInstitution;
import org.maapay.institution.OutsideOrder;
import org.maapay.institution.OutsideOrder.Known;
import org.maapay.institution.Prepared;
import org.maapay.institution.Returned;
import org.maapay.institution.Standing;
import org.maapay.institution.Way;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.merchant.Amount;
import org.maapay.merchant.Answer;
import org.maapay.merchant.Answer.Accepted;
import org.maapay.merchant.Answer.Refused;
import org.maapay.merchant.Answer.Unanswered;
import org.maapay.merchant.BusinessType;
import org.maapay.merchant.ExchangeListener;
import org.maapay.merchant.MaaPay;
import org.maapay.merchant.NewOrder;
import org.maapay.merchant.NewRefund;
import org.maapay.merchant.Notice;
import org.maapay.merchant.Notice.OrderClosed;
import org.maapay.merchant.Notice.PaymentSucceeded;
import org.maapay.merchant.NoticeRequest;
import org.maapay.merchant.Order;
import org.maapay.merchant.OrderQuery;
import org.maapay.merchant.OrderStatus;
import org.maapay.merchant.PlacedOrder;
import org.maapay.merchant.Problem;
import org.maapay.merchant.Refund;
import org.maapay.merchant.RefundStatus;
import org.maapay.merchant.Retries;
import org.maapay.merchant.TransactionType;
import org.maapay.signature.SignatureAlgorithm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another MaaPay: its orders are placed (C.1), asked for (C.2), closed and refunded (C.4) under
 * numbers of ours, so that any call may be made again; its callbacks (C.3) are read by the checks
 * that every merchant makes. Each call is made once: the caller asks again later, and never
 * guesses.
 */
public final class MaaPayInstitution implements OutsideInstitution {
  /** How long nobody new is sent there after it did not answer. */
  private static final Duration REST = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(MaaPayInstitution.class);
  private static final String MISSING = "order-not-found";

  private final MaaPaySettings settings;
  private final MaaPay pay;
  private final InstantSource clock;
  private volatile Instant restsUntil = Instant.MIN;

  /**
   * @param amounts of our orders, by the numbers that the institution was given
   * @param listener sees every exchange with it
   * @param clock the wall clock
   */
  public MaaPayInstitution(
      MaaPaySettings settings,
      HttpClient http,
      Function<String, Optional<Money>> amounts,
      ExchangeListener listener,
      InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.pay =
        MaaPay.builder()
            .baseUrl(settings.baseUrl().toString())
            .merchantId(settings.merchantId())
            .privateKey(settings.keyId(), SignatureAlgorithm.ED25519, settings.privateKeyPem())
            .rootKey(SignatureAlgorithm.ED25519, settings.rootKeyPem())
            .noticeUrl(settings.noticeUrl())
            .orderBook(
                number -> Numbers.restored(number).flatMap(amounts).map(MaaPayInstitution::amount))
            .timeout(settings.timeout())
            .retries(Retries.NONE)
            .listener(listener)
            .http(http)
            .clock(clock)
            .build();
  }

  @Override
  public boolean takes(Money amount) {
    var most = settings.mostPerPayment();
    return most == null || amount.compareTo(most) <= 0;
  }

  @Override
  public boolean isUp() {
    return clock.instant().isAfter(restsUntil);
  }

  @Override
  public Prepared prepare(OutsideOrder order) {
    return switch (answered(pay.orders().place(wish(order)))) {
      case Accepted<PlacedOrder>(var placed, _) -> prepared(order, placed);
      // A number that is taken there may be payable there: it is asked about, never given up.
      case Refused<PlacedOrder>(Problem.Conflict _) -> new Prepared.Unknown();
      case Refused<PlacedOrder>(var problem) when isFinal(problem) ->
          new Prepared.Refused(problem.code());
      case Refused<PlacedOrder> _, Unanswered<PlacedOrder> _ -> new Prepared.Unknown();
    };
  }

  private Prepared prepared(OutsideOrder order, PlacedOrder placed) {
    var known = new Known(placed.payOrderNo(), new BusinessDay(placed.createDate()));
    return switch (placed.orderStatus()) {
      case CREATED ->
          new Prepared.Ready(
              known,
              placed.payUrl().orElse(null),
              placed.sdkToken().orElse(null),
              placed.sdkUrl().orElse(null));
      case PAYING, OTHER -> new Prepared.Ended(known, new Standing.Waiting());
      case CLOSED -> new Prepared.Ended(known, new Standing.Closed());
      // Paid: when, and whether it still is, C.2 says.
      case SUCCESS, REFUNDING, PARTIALLY_REFUNDED, REFUNDED ->
          new Prepared.Ended(known, asked(order, known));
    };
  }

  @Override
  public Standing query(OutsideOrder order) {
    var known = order.known();
    if (known != null) {
      return asked(order, known);
    }
    // Its number is not known: placing it once more, which changes nothing, answers it.
    return switch (prepare(order)) {
      case Prepared.Ready _ -> new Standing.Waiting();
      case Prepared.Ended(_, var standing) -> standing;
      case Prepared.Refused _ -> new Standing.Closed();
      case Prepared.Unknown _ -> new Standing.Unknown();
    };
  }

  private Standing asked(OutsideOrder order, Known known) {
    var question =
        new OrderQuery(
            known.number(),
            known.day().date(),
            Numbers.shortened(order.number()),
            order.mobile().digits());
    return standing(order, answered(pay.orders().query(question)));
  }

  /**
   * An order that never arrived is placed and then closed, so that a request still on its way finds
   * its number taken by a closed order.
   */
  @Override
  public Standing close(OutsideOrder order) {
    var number = Numbers.shortened(order.number());
    var answer = answered(pay.orders().close(number, Optional.empty()));
    if (answer instanceof Refused<Order>(var problem) && problem.code().equals(MISSING)) {
      return switch (prepare(order)) {
        case Prepared.Ready _ ->
            standing(order, answered(pay.orders().close(number, Optional.empty())));
        case Prepared.Ended(_, var standing) -> standing;
        case Prepared.Refused _ -> new Standing.Closed();
        case Prepared.Unknown _ -> new Standing.Unknown();
      };
    }
    if (answer instanceof Refused<Order>(Problem.Conflict(_, var named))) {
      // Being paid, or paid: by our payer, or under a number that something else took.
      return named.map(found -> inTheWay(order, found)).orElseGet(() -> query(order));
    }
    return standing(order, answer);
  }

  /**
   * What cannot be closed. Paid for another amount it is none of ours, and has taken our number for
   * ever: no money of this order moved, and none will.
   */
  private static Standing inTheWay(OutsideOrder order, Problem.Standing found) {
    var at = found.paidAt();
    if (!found.orderStatus().isPaid() || at.isEmpty()) {
      return new Standing.Waiting();
    }
    if (found.orderAmount().fen() == order.amount().fen()) {
      return new Standing.Paid(found.payOrderNo(), at.get());
    }
    LOG.error("{} is paid there as {}, which is not ours", order.number(), found.payOrderNo());
    return order.known() == null ? new Standing.Closed() : new Standing.Unknown();
  }

  /** One of another amount that is closed still keeps ours from ever being paid by its number. */
  private static Standing standing(OutsideOrder order, Answer<Order> answer) {
    if (!(answer instanceof Accepted<Order>(var known, _))) {
      return new Standing.Unknown();
    }
    boolean ours = known.orderAmount().fen() == order.amount().fen();
    return ours || known.orderStatus() == OrderStatus.CLOSED
        ? standing(known)
        : new Standing.Unknown();
  }

  private static Standing standing(Order order) {
    return switch (order.orderStatus()) {
      case CREATED, PAYING -> new Standing.Waiting();
      case CLOSED -> new Standing.Closed();
      case OTHER -> new Standing.Unknown();
      case SUCCESS, REFUNDING, PARTIALLY_REFUNDED, REFUNDED ->
          order
              .paidAt()
              .<Standing>map(at -> new Standing.Paid(order.payOrderNo(), at))
              .orElseGet(Standing.Unknown::new);
    };
  }

  @Override
  public Returned giveBack(OutsideRefund refund) {
    var order = refund.order();
    var wish =
        new NewRefund(
            Numbers.shortened(order.number()),
            order.day().date(),
            amount(refund.amount()),
            order.mobile().digits(),
            Optional.of(Numbers.shortened(refund.number())));
    return switch (answered(pay.refunds().create(wish))) {
      case Accepted<Refund>(var given, _) -> returned(given);
      case Refused<Refund>(var problem) when isFinal(problem) ->
          new Returned.Refused(problem.code());
      case Refused<Refund> _, Unanswered<Refund> _ -> new Returned.Unknown();
    };
  }

  private Returned returned(Refund refund) {
    return refund.refundStatus() == RefundStatus.SUCCESS
        ? new Returned.Done(refund.refundOrderNo(), clock.instant())
        : refund.refundStatus() == RefundStatus.FAILED
            ? new Returned.Refused("FAILED")
            : new Returned.Unknown();
  }

  /** Only how orders ended is listened to; a refund is asked for until it has ended. */
  @Override
  public Optional<Report> read(Call call) {
    var notice =
        pay.notices()
            .parse(new NoticeRequest(call.method(), call.target(), call.headers(), call.body()));
    return switch (notice) {
      case PaymentSucceeded(var subject, var at, _) ->
          report(subject, new Standing.Paid(subject.payOrderNo(), at));
      case OrderClosed(var subject) -> report(subject, new Standing.Closed());
      case Notice.RefundSucceeded(var subject, _, _) -> report(subject, new Standing.Waiting());
      case Notice.RefundFailed(var subject, _, _) -> report(subject, new Standing.Waiting());
      case Notice.Repeated(var subject) -> report(subject, new Standing.Waiting());
      case Notice.MandateChanged _, Notice.MandateRepeated _, Notice.Refused _ -> Optional.empty();
    };
  }

  private static Optional<Report> report(Notice.Subject subject, Standing standing) {
    return Numbers.restored(subject.merchantOrderNo())
        .map(number -> new Report(number, new Money(subject.orderAmount().fen()), standing));
  }

  /** Our order that an exchange with another MaaPay is about; empty if none. */
  public static Optional<PayOrderNo> orderOf(String subject) {
    return Numbers.restored(subject)
        .map(number -> number.replaceFirst("-.*", ""))
        .filter(PayOrderNo::isOne)
        .map(PayOrderNo::new);
  }

  private NewOrder wish(OutsideOrder order) {
    var wish =
        NewOrder.numbered(Numbers.shortened(order.number()))
            .transactionType(
                order.way() == Way.NATIVE ? TransactionType.NATIVE : TransactionType.WEBVIEW)
            .businessType(
                BusinessType.PASSWORD) // What its payer signs there names no merchant of ours.
            .bankReturnUrl(settings.noticeUrl())
            .merchantName(order.payee())
            .orderDate(order.day().date())
            .orderAmount(amount(order.amount()))
            .mobileNo(order.mobile().digits())
            .expiresAfter(Duration.ofMinutes(order.payableMinutes()));
    var goods = order.goods();
    return (goods == null ? wish : wish.goodsName(goods)).build();
  }

  private <T> Answer<T> answered(Answer<T> answer) {
    restsUntil = answer instanceof Unanswered<T> ? clock.instant().plus(REST) : Instant.MIN;
    return answer;
  }

  /** A refusal of what was asked; not of who asked, nor for the moment. */
  private static boolean isFinal(Problem problem) {
    return switch (problem) {
      case Problem.Invalid _, Problem.Rejected _, Problem.Conflict _, Problem.NotFound _ -> true;
      case Problem.NotAuthenticated _,
          Problem.Forbidden _,
          Problem.TooManyRequests _,
          Problem.PlatformFault _ ->
          false;
    };
  }

  private static Amount amount(Money money) {
    return Amount.ofFen(money.fen());
  }
}
