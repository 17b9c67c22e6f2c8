package org.maapay.simulator.merchant;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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

  /** What the platform called its institutions last, by their codes. */
  private final Map<String, String> institutions = new ConcurrentHashMap<>();

  /** Who took the money of orders whose result is not shown yet. */
  private final Map<String, String> tookBy = new ConcurrentHashMap<>();

  Checkout(Shop shop) {
    this.shop = shop;
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
  private void place(ShopOrder order) {
    switch (shop.pay().orders().place(wish(order))) {
      case Accepted<PlacedOrder>(var placed, _) -> {
        boolean debited = placed.orderStatus().isPaid();
        var lookAt = shop.clock().instant().plus(debited ? SOON : PATIENCE);
        shop.orders().placed(order, placed, lookAt);
        if (order.byChoice()) {
          offer(order, placed);
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

  /** Shows the institutions that the user can choose, each with a button (5.1.4-2). */
  private void offer(ShopOrder order, PlacedOrder placed) {
    if (placed.institutions().isEmpty()) {
      var cards = shop.cards(order.customer());
      say(
          order.customer(),
          cards.say(
              "现在没有可用的支付机构，请换一种方式下单。没有扣款。",
              "No institution can be used now; please pay another way. Nothing was taken."),
          cards.browse());
      return;
    }
    show(order, placed, "institutions-" + order.orderNo());
  }

  private void show(ShopOrder order, PlacedOrder placed, String id) {
    placed.institutions().forEach(one -> institutions.put(one.institutionCode(), one.name()));
    shop.messenger()
        .show(
            order.customer(),
            id,
            shop.cards(order.customer()).institutions(order, placed.institutions()));
  }

  /** An institution's name as it was offered last. */
  String nameOf(String institution) {
    return institutions.getOrDefault(institution, institution);
  }

  /** The institutions once more: placing the order again, which changes nothing, answers them. */
  void offerAgain(Customer customer, String orderNo) {
    payable(customer, orderNo)
        .ifPresent(order -> {
          if (shop.pay().orders().place(wish(order)) instanceof Accepted<PlacedOrder>(var placed, _)
              && !placed.institutions().isEmpty()) {
            show(order, placed, id("institutions", orderNo));
          } else {
            var cards = shop.cards(customer);
            say(
                customer,
                cards.say(
                    "现在没有可用的支付机构，请稍后再试。没有扣款。",
                    "No institution can be used now; please try again later. Nothing was taken."),
                cards.browse());
          }
        });
  }

  private NewOrder wish(ShopOrder order) {
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
  private Optional<String> link(ShopOrder order) {
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
    institution.ifPresent(one -> tookBy.put(orderNo, one.name()));
    shop.orders().paid(orderNo, at);
    tellEnd(orderNo);
  }

  void closed(String orderNo) {
    shop.orders().closed(orderNo);
    tellEnd(orderNo);
  }

  /** Sees to an order that has waited: places it again, asks for it, or tells how it ended. */
  void look(ShopOrder order) {
    var later = shop.clock().instant().plusSeconds(10);
    shop.orders().lookAgain(order, later);
    switch (order.state()) {
      case NEW -> place(order);
      case OPEN ->
          order
              .query()
              .ifPresent(query -> {
                if (shop.pay().orders().query(query) instanceof Accepted<Order>(var known, _)) {
                  compare(order, known);
                }
              });
      case PAID, CLOSED, REFUSED -> tellEnd(order.orderNo());
    }
  }

  private void compare(ShopOrder order, Order known) {
    switch (known.orderStatus()) {
      case SUCCESS, REFUNDING, PARTIALLY_REFUNDED, REFUNDED ->
          paid(order.orderNo(), known.paidAt().orElse(shop.clock().instant()), known.institution());
      case CLOSED -> closed(order.orderNo());
      case CREATED -> remind(order);
      case PAYING -> tellThatItRuns(order);
      case OTHER -> {}
    }
  }

  /** At an institution that the user chose, it may wait for him alone. */
  private void tellThatItRuns(ShopOrder order) {
    if (order.byChoice()) {
      waitFor(order);
      return;
    }
    shop.messenger()
        .say(
            order.customer(),
            "paying-" + order.orderNo(),
            shop.cards(order.customer())
                .say(
                    "订单 %s 正在处理中，请勿重复支付。有结果会马上告诉您。",
                    "Order %s is being processed; please do not pay again. You will hear the result at once.")
                .formatted(order.orderNo()));
  }

  private void remind(ShopOrder order) {
    var cards = shop.cards(order.customer());
    var now = shop.clock().instant();
    if (order.byChoice() && order.payUrl() == null) {
      shop.orders().lookAgain(order, order.expiresAt().plusSeconds(30));
      say(
          order.customer(),
          cards
              .say(
                  "订单 %s 还没有支付，没有扣款。可以换一家支付机构。",
                  "Order %s is not paid and nothing was taken. You can choose another institution.")
              .formatted(order.orderNo()),
          cards.institutions(order),
          cards.cancel(order));
      return;
    }
    if (order.inChatbot()) { // The payment chatbot asks; the shop only waits.
      shop.orders().lookAgain(order, order.expiresAt().plusSeconds(30));
      return;
    }
    var payUrl = now.isBefore(order.expiresAt()) ? link(order).orElse(null) : null;
    if (payUrl != null) {
      shop.orders().lookAgain(order, order.expiresAt().plusSeconds(30));
      shop.messenger()
          .say(
              order.customer(),
              id("remind", order.orderNo()),
              cards
                  .say(
                      "订单 %s 尚未支付，没有扣款。您可以在 %s 前继续支付。",
                      "Order %s is not paid and nothing was taken. You can pay it before %s.")
                  .formatted(order.orderNo(), Cards.clock(order.expiresAt())),
              cards.payNow(order, payUrl),
              cards.cancel(order));
    }
  }

  /** Tells how an order ended; the message has one id, so it is seen once. */
  private void tellEnd(String orderNo) {
    var order = shop.orders().find(orderNo).orElseThrow();
    boolean told =
        switch (order.state()) {
          case NEW, OPEN -> false;
          case PAID -> tellPaid(order);
          case CLOSED -> end(order, howClosed(order));
          case REFUSED ->
              end(
                  order,
                  shop.cards(order.customer())
                      .say(
                          "下单没有成功，没有扣款。请稍后再试，或联系客服。",
                          "The order was not placed; nothing was taken. Please try again later, or ask us."));
        };
    if (told) {
      shop.orders().told(order);
      tookBy.remove(orderNo);
    }
  }

  private String howClosed(ShopOrder order) {
    var cards = shop.cards(order.customer());
    var words =
        shop.orders().isCancelWanted(order)
            ? cards.say("订单 %s 已取消，没有扣款。", "Order %s is cancelled; nothing was taken.")
            : isGivenUp(order)
                ? cards.say("订单 %s 已关闭，没有扣款。", "Order %s is closed; nothing was taken.")
                : cards.say(
                    "订单 %s 已超过支付时间并关闭，没有扣款。",
                    "Order %s was not paid in time and is closed; nothing was taken.");
    return words.formatted(order.orderNo());
  }

  /** The payer said to the institution that he does not want it. */
  private boolean isGivenUp(ShopOrder order) {
    return shop.clock().instant().isBefore(order.expiresAt());
  }

  private boolean tellPaid(ShopOrder order) {
    var paidAt = Optional.ofNullable(order.paidAt()).orElse(order.createdAt());
    return shop.messenger()
        .show(
            order.customer(),
            "paid-" + order.orderNo(),
            shop.cards(order.customer()).paid(order, paidAt, whoTook(order)),
            shop.cards(order.customer())
                .say("您在%s的订单已支付成功，金额 %s 元。", "Your order at %s is paid: %s yuan.")
                .formatted(shop.name(), order.amount()));
  }

  /** Who took the money of an order whose institution the user chose, as the platform says. */
  private Optional<String> whoTook(ShopOrder order) {
    var told = Optional.ofNullable(tookBy.get(order.orderNo()));
    return told.isPresent() ? told : asked(order);
  }

  /** The same where this process did not hear the notice. */
  private Optional<String> asked(ShopOrder order) {
    return order
        .query()
        .filter(_ -> order.byChoice())
        .flatMap(query ->
            shop.pay().orders().query(query) instanceof Accepted<Order>(var known, _)
                ? known.institution()
                : Optional.empty())
        .map(Order.Institution::name);
  }

  private boolean end(ShopOrder order, String text) {
    var cards = shop.cards(order.customer());
    var ref = shop.refs().issue(order.customer().mobile(), order.productNo());
    return shop.messenger()
        .say(order.customer(), "closed-" + order.orderNo(), text, cards.again(ref), cards.browse());
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
