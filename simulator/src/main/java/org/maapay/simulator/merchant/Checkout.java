package org.maapay.simulator.merchant;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.maapay.merchant.Answer.Accepted;
import org.maapay.merchant.Answer.Refused;
import org.maapay.merchant.Answer.Unanswered;
import org.maapay.merchant.BusinessType;
import org.maapay.merchant.NewOrder;
import org.maapay.merchant.Order;
import org.maapay.merchant.PlacedOrder;
import org.maapay.merchant.TransactionType;
import org.maapay.messaging.card.Suggestion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a tap on a product to money received: places orders, sends pay cards, tells the result. */
final class Checkout {
  static final Duration LIFE = Duration.ofMinutes(30);

  /** After this long without a payment the user hears that nothing is lost (6.1.1-1). */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A debit is told by the platform at once; after this long the shop asks. */
  private static final Duration SOON = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(Checkout.class);

  private final Shop shop;
  private final OrderEnds ends;
  private final WaitingOrders waiting;
  private final InstitutionOffers offers;

  Checkout(Shop shop) {
    this.shop = shop;
    this.ends = new OrderEnds(shop);
    this.waiting = new WaitingOrders(shop, this);
    this.offers = new InstitutionOffers(shop, this);
  }

  /** A product was tapped. The reference in the button buys once, however often it is tapped. */
  void buy(Customer customer, String ref, PayWay way) {
    var found = shop.refs().find(customer.mobile(), ref);
    var product = found.flatMap(known -> shop.goods().find(known.subject()));
    if (found.isEmpty() || product.isEmpty()) {
      var cards = shop.cards(customer);
      say(
          customer,
          cards.say(
              "这个按钮已失效，请重新选择。没有下单，没有扣款。",
              "This button is too old; please choose again. Nothing was ordered or taken."),
          cards.browse());
      return;
    }
    var order = shop.orders().create(customer, ref, product.get(), way);
    if (order.isPresent()) {
      place(order.get());
    } else {
      shop.refs()
          .find(customer.mobile(), ref)
          .flatMap(OneTimeRefs.Ref::usedBy)
          .flatMap(shop.orders()::find)
          .ifPresent(this::tellWhereItStands);
    }
  }

  /** Places the order (C-1) and sends the pay card. Doing so again changes nothing. */
  void place(ShopOrder order) {
    switch (shop.pay().orders().place(wish(order))) {
      case Accepted<PlacedOrder>(var placed, _) -> {
        boolean debited = placed.orderStatus().isPaid();
        var lookAt = shop.clock().instant().plus(debited ? SOON : PATIENCE);
        shop.orders().placed(order, placed, lookAt);
        if (order.byChoice()) {
          offers.offer(order, placed);
        } else if (!debited) {
          var speech = shop.speech(order.customer());
          var why = placed.fallback().map(code -> PasswordFree.reason(code, speech)).orElse("");
          shop.orders().find(order.orderNo()).ifPresent(known -> sendPayCard(known, why));
        }
      }
      case Refused<PlacedOrder>(var problem) -> {
        LOG.warn("order {} was refused: {} {}", order.orderNo(), problem.code(), problem.fields());
        if (shop.orders().refused(order)) {
          tellEnd(order.orderNo());
        }
      }
      case Unanswered<PlacedOrder> lost -> {
        LOG.warn("order {} is not confirmed: {}", order.orderNo(), lost.why());
        shop.orders().lookAgain(order, shop.clock().instant().plusSeconds(5));
        shop.messenger().say(order.customer(), "wait-" + order.orderNo(), confirming(order));
      }
    }
  }

  private String confirming(ShopOrder order) {
    return shop.cards(order.customer())
        .say(
            "正在确认您的订单，请稍候。没有扣款。", "Your order is being confirmed; please wait. Nothing was taken.");
  }

  NewOrder wish(ShopOrder order) {
    return NewOrder.numbered(order.orderNo())
        .transactionType(
            switch (order.way()) {
              case SDK -> TransactionType.NATIVE;
              case CHATBOT -> TransactionType.CHATBOT;
              case AGGREGATE -> TransactionType.AGGREGATE;
              case PAGE, PASSWORD_FREE -> TransactionType.WEBVIEW;
            })
        .businessType(order.passwordFree() ? BusinessType.PASSWORD_FREE : BusinessType.PASSWORD)
        .bankReturnUrl(shop.noticeUrl())
        .merchantName(shop.name())
        .orderDate(order.orderDate())
        .orderAmount(order.amount())
        .mobileNo(order.customer().mobile().value())
        .goodsNo(order.productNo())
        .goodsName(order.title())
        .expiresAfter(LIFE)
        .build();
  }

  /**
   * The link by which an open order is paid now. One that raises the SDK works once: placing the
   * order again, which changes nothing, answers the next.
   */
  Optional<String> link(ShopOrder order) {
    if (order.inSdk()
        && shop.pay().orders().place(wish(order)) instanceof Accepted<PlacedOrder>(var placed, _)) {
      placed.sdkUrl().ifPresent(url -> shop.orders().relink(order, url));
      return placed.sdkUrl();
    }
    return Optional.ofNullable(order.payUrl());
  }

  private void sendPayCard(ShopOrder order, String whyNotDebited) {
    if (order.inChatbot()) {
      pointToChatbot(order, "pay-" + order.orderNo());
    }
    var payUrl = order.payUrl();
    if (payUrl != null) {
      shop.messenger()
          .show(
              order.customer(),
              "pay-" + order.orderNo(),
              shop.cards(order.customer()).pay(order, payUrl, whyNotDebited),
              shop.cards(order.customer())
                  .say(
                      "您在%s有一笔 %s 的待支付订单，请在消息应用中打开支付卡片。",
                      "You have an order of %2$s yuan at %1$s to pay; open the card in your messages.")
                  .formatted(shop.name(), order.amount()));
    }
  }

  /** The payment chatbot asks the user; the shop says so, and leads there where it can. */
  void pointToChatbot(ShopOrder order, String id) {
    var link = shop.assistants().link(order.customer());
    shop.messenger()
        .show(order.customer(), id, shop.cards(order.customer()).inChatbot(order, link));
  }

  /** The user wants to type the password straight away (B-5). */
  void password(Customer customer, String orderNo) {
    var order = payable(customer, orderNo);
    var payUrl = order.map(ShopOrder::payUrl).orElse(null);
    if (order.isPresent() && payUrl != null) {
      shop.messenger()
          .show(
              customer,
              id("password", orderNo),
              shop.cards(customer).password(order.get(), payUrl));
      waitFor(order.get());
    }
  }

  /** The pay button was tapped; the page opens by itself, we only watch. */
  void payTapped(Customer customer, String orderNo) {
    payable(customer, orderNo).ifPresent(this::waitFor);
  }

  /** The user wants to go on with an order whose link he has used. */
  void payOn(Customer customer, String orderNo) {
    payable(customer, orderNo).ifPresent(this::tellWhereItStands);
  }

  /**
   * A paid or closed order is told to be so, and one that is not the customer's to be none; nothing
   * is started (6.1.1-2).
   */
  Optional<ShopOrder> payable(Customer customer, String orderNo) {
    var order = shop.orders().find(customer.mobile(), orderNo);
    if (order.isEmpty()) {
      invalid(customer);
    }
    order.filter(known -> known.state() != ShopOrder.State.OPEN).ifPresent(this::tellWhereItStands);
    return order.filter(known -> known.state() == ShopOrder.State.OPEN);
  }

  void waitFor(ShopOrder order) {
    shop.orders().lookAgain(order, shop.clock().instant().plus(PATIENCE));
  }

  /** An institution's name as it was offered last. */
  String nameOf(String institution) {
    return offers.nameOf(institution);
  }

  void offerAgain(Customer customer, String orderNo) {
    offers.again(customer, orderNo);
  }

  void cancel(Customer customer, String orderNo) {
    var order = payable(customer, orderNo);
    if (order.isEmpty()) {
      return;
    }
    shop.orders().wantCancelled(order.get());
    switch (shop.pay().orders().close(orderNo, Optional.ofNullable(order.get().payOrderNo()))) {
      case Accepted<Order> _ -> closed(orderNo);
      case Refused<Order>(var problem) -> {
        if (problem.code().equals("payment-in-progress")) {
          say(
              customer,
              shop.cards(customer)
                  .say(
                      "订单正在支付中，暂时不能取消。支付结果会马上告诉您。",
                      "The order is being paid and cannot be cancelled now. You will hear the result"
                          + " at once."));
        } else {
          look(order.get());
        }
      }
      case Unanswered<Order> _ ->
          say(
              customer,
              shop.cards(customer)
                  .say(
                      "暂时无法取消订单，请稍后再试。没有扣款。",
                      "It cannot be cancelled just now; please try again later. Nothing was taken."));
    }
  }

  /**
   * Money was received: told by the platform (C-3), or found by asking (C-2).
   *
   * @param institution who took it, if the user chose (B-4)
   */
  void paid(String orderNo, Instant at, Optional<Order.Institution> institution) {
    institution.ifPresent(one -> ends.took(orderNo, one.name()));
    shop.orders().paid(orderNo, at);
    tellEnd(orderNo);
  }

  void closed(String orderNo) {
    shop.orders().closed(orderNo);
    tellEnd(orderNo);
  }

  /** Sees to an order that has waited. */
  void look(ShopOrder order) {
    waiting.look(order);
  }

  void tellEnd(String orderNo) {
    ends.tell(orderNo);
  }

  private void tellWhereItStands(ShopOrder order) {
    var cards = shop.cards(order.customer());
    switch (order.state()) {
      case PAID ->
          say(
              order.customer(),
              cards
                  .say(
                      "订单 %s 已经支付成功，无需再次支付。没有发起新的支付。",
                      "Order %s is paid already. No new payment was started.")
                  .formatted(order.orderNo()),
              cards.orders());
      case CLOSED, REFUSED ->
          say(
              order.customer(),
              cards
                  .say("订单 %s 已关闭，没有扣款。", "Order %s is closed; nothing was taken.")
                  .formatted(order.orderNo()),
              cards.browse());
      case NEW -> say(order.customer(), confirming(order));
      case OPEN -> {
        var payUrl = link(order).orElse(null);
        if (order.byChoice()) {
          offerAgain(order.customer(), order.orderNo());
        } else if (order.inChatbot()) {
          pointToChatbot(order, id("pay", order.orderNo()));
        } else if (payUrl != null) {
          say(
              order.customer(),
              cards
                  .say("订单 %s 已经生成，请在 %s 前支付。", "Order %s is placed; please pay before %s.")
                  .formatted(order.orderNo(), Cards.clock(order.expiresAt())),
              cards.payNow(order, payUrl),
              cards.cancel(order));
        }
      }
    }
  }

  /** A button was made up, or is somebody else's. */
  void invalid(Customer customer) {
    var cards = shop.cards(customer);
    say(
        customer,
        cards.say(
            "这个按钮已失效，请重新选择。没有扣款。",
            "This button is too old; please choose again. Nothing was taken."),
        cards.browse());
  }

  void say(Customer customer, String text, Suggestion... chips) {
    shop.messenger().say(customer, UUID.randomUUID().toString(), text, chips);
  }

  /** Another id each time: such a message may be sent again, when it is asked for again. */
  static String id(String kind, String orderNo) {
    return kind + "-" + orderNo + "-" + UUID.randomUUID();
  }
}
