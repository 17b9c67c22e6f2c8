package org.maapay.simulator.merchant;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.maapay.merchant.Amount;
import org.maapay.merchant.Answer.Accepted;
import org.maapay.merchant.Answer.Refused;
import org.maapay.merchant.Answer.Unanswered;
import org.maapay.merchant.NewRefund;
import org.maapay.merchant.Notice.RefundNumbers;
import org.maapay.merchant.Refund;
import org.maapay.merchant.RefundStatus;
import org.maapay.messaging.card.Suggestion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refunds (B-7): the user asks, the shop reviews, the platform pays back, the user is told. */
final class RefundDesk {
  private static final Logger LOG = LoggerFactory.getLogger(RefundDesk.class);
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Pattern AMOUNT =
      Pattern.compile("[¥￥]?\\s*(\\d{1,8}(?:\\.\\d{1,2})?)\\s*元?");

  private final Shop shop;
  private final RefundWishes wishes;
  private final InstantSource clock;

  RefundDesk(Shop shop, RefundWishes wishes) {
    this.shop = shop;
    this.wishes = wishes;
    this.clock = shop.clock();
  }

  /** The user chose an order to be refunded. */
  void offer(Customer customer, String orderNo) {
    var order = shop.orders().find(customer.mobile(), orderNo);
    var cards = shop.cards(customer);
    if (order.isEmpty() || !order.get().isPaid()) {
      say(
          customer,
          cards.say("这笔订单没有支付，无需退款。", "This order was not paid; there is nothing to refund."),
          cards.orders());
    } else if (left(order.get()).fen() == 0) {
      say(
          customer,
          cards.say("这笔订单已经退款或正在退款，没有可退的金额。", "All of this order is refunded, or being refunded."),
          cards.orders());
    } else {
      var ref = shop.refs().issue(customer.mobile(), orderNo);
      shop.messenger().show(customer, "refund-" + ref, cards.refundChoice(order.get(), ref));
    }
  }

  /** What is left of an order after what was refunded or asked for. */
  private Amount left(ShopOrder order) {
    return Amount.ofFen(Math.max(0, order.amount().fen() - wishes.promised(order.orderNo()).fen()));
  }

  void all(Customer customer, String ref) {
    order(customer, ref).ifPresent(order -> ask(customer, ref, order, left(order)));
  }

  void half(Customer customer, String ref) {
    order(customer, ref)
        .ifPresent(order -> ask(customer, ref, order, Amount.ofFen(left(order).fen() / 2)));
  }

  /** The user will type how much. */
  void part(Customer customer, String ref) {
    order(customer, ref)
        .ifPresent(order -> {
          wishes.expectAmount(customer.mobile(), ref);
          var cards = shop.cards(customer);
          say(
              customer,
              cards
                  .say(
                      "请回复退款金额（元），例如 5.00。最多可退 %s。",
                      "How many yuan? Write for example 5.00; at most %s.")
                  .formatted(Cards.yuan(left(order))),
              cards.amountChips(ref).toArray(Suggestion[]::new));
        });
  }

  /** Takes what the user typed for an amount, if one is expected and it looks like one. */
  boolean typed(Customer customer, String text) {
    var amount = AMOUNT.matcher(text.strip());
    var expected = wishes.expectedAmount(customer.mobile());
    if (expected.isEmpty() || !amount.matches()) {
      return false;
    }
    var wanted = Amount.ofYuan(new BigDecimal(amount.group(1)));
    order(customer, expected.get())
        .ifPresent(order -> ask(customer, expected.get(), order, wanted));
    return true;
  }

  /** The reference in the buttons works until a wish was made with it. */
  private Optional<ShopOrder> order(Customer customer, String ref) {
    var found = shop.refs().find(customer.mobile(), ref);
    if (found.isEmpty() || found.get().usedBy().isPresent()) {
      var cards = shop.cards(customer);
      say(
          customer,
          cards.say("这次退款申请已经提交，请勿重复操作。", "You have asked for this refund already."),
          cards.orders());
      return Optional.empty();
    }
    return shop.orders().find(customer.mobile(), found.get().subject());
  }

  private void ask(Customer customer, String ref, ShopOrder order, Amount amount) {
    var left = left(order);
    if (amount.fen() < 1 || amount.compareTo(left) > 0) {
      say(
          customer,
          shop.cards(customer)
              .say(
                  "退款金额须在 ¥0.01 到 %s 之间，请重新输入。没有提交申请。",
                  "It must be between ¥0.01 and %s. Please write it again; nothing was asked for.")
              .formatted(Cards.yuan(left)));
      return;
    }
    var number = shop.refs().number('R', clock.instant().atZone(SHANGHAI).toLocalDate());
    if (wishes.create(ref, number, order, amount)) {
      wishes.expectNoAmount(customer.mobile());
      say(
          customer,
          shop.cards(customer)
              .say(
                  "退款申请已提交：%s，等待商家审核。有结果会马上告诉您。",
                  "You asked for %s back. The shop looks at it; you will hear the result at once.")
              .formatted(Cards.yuan(amount)));
    }
  }

  /** The shop approves; the platform is asked to pay back (C-4). */
  void approve(String refundNo) {
    if (wishes.approve(refundNo)) {
      wishes.find(refundNo).ifPresent(this::payBack);
    }
  }

  void decline(String refundNo, String reason) {
    if (wishes.end(refundNo, RefundWish.State.ASKED, RefundWish.State.DECLINED, reason)) {
      tellEnd(refundNo);
    }
  }

  /** Asks under the same number every time, so that it happens once. */
  private void payBack(RefundWish wish) {
    var order = shop.orders().find(wish.orderNo()).orElseThrow();
    var refund =
        new NewRefund(
            order.orderNo(),
            order.orderDate(),
            wish.amount(),
            order.customer().mobile().value(),
            Optional.of(wish.refundNo()));
    switch (shop.pay().refunds().create(refund)) {
      case Accepted<Refund>(var made, _) -> wishes.made(wish.refundNo(), made.refundOrderNo());
      case Refused<Refund>(var problem) -> {
        LOG.warn("refund {} was refused: {}", wish.refundNo(), problem.code());
        failed(wish.refundNo(), problem.code());
      }
      case Unanswered<Refund> lost ->
          LOG.warn("refund {} is not confirmed: {}", wish.refundNo(), lost.why());
    }
  }

  /** The platform tells how a refund ended (C-3). */
  void ended(RefundNumbers numbers, RefundStatus status) {
    var wish = wishes.find(numbers);
    if (wish.isEmpty()) {
      LOG.info("refund {} was not made by this shop", numbers.refundOrderNo());
    } else if (status == RefundStatus.SUCCESS) {
      wishes.done(wish.get().refundNo());
      tellEnd(wish.get().refundNo());
    } else if (status == RefundStatus.FAILED) {
      failed(wish.get().refundNo(), "failed");
    }
  }

  private void failed(String refundNo, String why) {
    if (wishes.end(refundNo, RefundWish.State.APPROVED, RefundWish.State.FAILED, why)) {
      tellEnd(refundNo);
    }
  }

  /** Sees to a wish that has waited: a callback may be lost, a program may have ended. */
  void look(RefundWish wish) {
    wishes.lookAgain(wish.refundNo(), clock.instant().plusSeconds(10));
    if (wish.state() != RefundWish.State.APPROVED) {
      tellEnd(wish.refundNo());
      return;
    }
    switch (shop.pay().refunds().query(wish.refundNo())) {
      case Accepted<Refund>(var known, _) ->
          ended(
              new RefundNumbers(known.refundOrderNo(), Optional.of(wish.refundNo())),
              known.refundStatus());
      case Refused<Refund> _ -> payBack(wish);
      case Unanswered<Refund> _ -> {}
    }
  }

  private void tellEnd(String refundNo) {
    var wish = wishes.find(refundNo).orElseThrow();
    var order = shop.orders().find(wish.orderNo()).orElseThrow();
    var id = "refund-end-" + refundNo;
    var cards = shop.cards(order.customer());
    var note = Optional.ofNullable(wish.note()).filter(text -> !text.isBlank());
    boolean told =
        switch (wish.state()) {
          case ASKED, APPROVED -> false;
          case DONE ->
              shop.messenger()
                  .show(
                      order.customer(),
                      id,
                      cards.refunded(order, wish.amount()),
                      cards
                          .say("%s已为您退款 %s 元。", "%s refunded %s yuan to you.")
                          .formatted(shop.name(), wish.amount()));
          case FAILED ->
              shop.messenger()
                  .say(
                      order.customer(),
                      id,
                      cards
                          .say(
                              "订单 %s 的退款没有成功，款项没有变动。请联系客服。",
                              "The refund of order %s failed; no money moved. Please ask us.")
                          .formatted(order.orderNo()),
                      cards.service());
          case DECLINED ->
              shop.messenger()
                  .say(
                      order.customer(),
                      id,
                      cards
                          .say("订单 %s 的退款申请未通过%s。", "The refund of order %s was declined%s.")
                          .formatted(
                              order.orderNo(),
                              note.map(why -> cards.say("：", ": ") + why).orElse("")),
                      cards.service());
        };
    if (told) {
      wishes.told(refundNo);
    }
  }

  List<RefundWish> due() {
    return wishes.due();
  }

  private void say(Customer customer, String text, Suggestion... chips) {
    shop.messenger().say(customer, UUID.randomUUID().toString(), text, chips);
  }
}
