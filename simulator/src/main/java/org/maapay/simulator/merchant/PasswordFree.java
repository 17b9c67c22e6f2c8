package org.maapay.simulator.merchant;

import java.time.Duration;
import java.time.ZoneId;
import java.util.UUID;
import org.maapay.merchant.Amount;
import org.maapay.merchant.Answer;
import org.maapay.merchant.Answer.Accepted;
import org.maapay.merchant.Answer.Refused;
import org.maapay.merchant.Answer.Unanswered;
import org.maapay.merchant.Mandate;
import org.maapay.merchant.NewMandate;
import org.maapay.messaging.card.BotMessage;
import org.maapay.messaging.card.Suggestion;
import org.maapay.simulator.merchant.Goods.Product;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Password-free payment in the chat (6.1.2): asks the user to sign, tells him before each payment
 * that it takes no password and what the limits are, and lets him end it with one tap.
 */
final class PasswordFree {
  private static final Logger LOG = LoggerFactory.getLogger(PasswordFree.class);
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Duration SIGNABLE_FOR = Duration.ofMinutes(30);
  private static final Amount PER_PAYMENT = Amount.ofYuan("50.00");
  private static final Amount PER_DAY = Amount.ofYuan("200.00");

  private final Shop shop;
  private final MandateWishes wishes;
  private final Checkout checkout;

  PasswordFree(Shop shop, MandateWishes wishes, Checkout checkout) {
    this.shop = shop;
    this.wishes = wishes;
    this.checkout = checkout;
  }

  /** The user wants to pay a product without a password; nothing is bought yet. */
  void offer(Customer customer, String ref) {
    var found = shop.refs().find(customer.mobile(), ref);
    var product = found.flatMap(known -> shop.goods().find(known.subject()));
    if (product.isEmpty() || found.flatMap(OneTimeRefs.Ref::usedBy).isPresent()) {
      checkout.buy(
          customer, ref, PayWay.PAGE); // Says what became of it, or that the button is too old.
      return;
    }
    switch (current(customer)) {
      case Accepted<Mandate>(var mandate, _) -> offer(customer, ref, product.get(), mandate);
      case Refused<Mandate> _ -> ask(customer);
      case Unanswered<Mandate> _ -> unavailable(customer);
    }
  }

  private void offer(Customer customer, String ref, Product product, Mandate mandate) {
    switch (mandate.status()) {
      case ACTIVE -> {
        if (mandate.allows(product.price())) {
          show(
              customer,
              "free",
              shop.cards(customer).mandates().passwordFree(product, ref, mandate));
        } else {
          var cards = shop.cards(customer);
          say(
              customer,
              cards
                  .say(
                      "这件商品 %s，超过免密单笔限额 %s，需要输入支付密码。没有下单，没有扣款。",
                      "This costs %s, more than the %s that one payment without a password may be."
                          + " Nothing was ordered or taken.")
                  .formatted(Cards.yuan(product.price()), Cards.yuan(mandate.limitPerPayment())),
              cards.mandates().withPassword(ref));
        }
      }
      case PENDING -> showSigning(customer, mandate);
      case REVOKED, EXPIRED, OTHER -> ask(customer);
    }
  }

  /** Asks for a mandate and sends the link on which the user signs. */
  private void ask(Customer customer) {
    var number = shop.refs().number('S', shop.clock().instant().atZone(SHANGHAI).toLocalDate());
    wishes.create(number, customer);
    var wish =
        new NewMandate(
            number,
            shop.name(),
            customer.mobile().value(),
            PER_PAYMENT,
            PER_DAY,
            shop.noticeUrl(),
            SIGNABLE_FOR);
    switch (shop.pay().mandates().ask(wish)) {
      case Accepted<Mandate>(var mandate, _) -> showSigning(customer, mandate);
      case Refused<Mandate>(var problem) -> {
        LOG.warn("mandate {} was refused: {} {}", number, problem.code(), problem.fields());
        unavailable(customer);
      }
      case Unanswered<Mandate> _ -> unavailable(customer);
    }
  }

  private void showSigning(Customer customer, Mandate mandate) {
    mandate
        .signUrl()
        .ifPresent(
            url -> show(customer, "sign", shop.cards(customer).mandates().signing(mandate, url)));
  }

  /** What the user has agreed, and how to end it. */
  void tell(Customer customer) {
    var cards = shop.cards(customer);
    switch (current(customer)) {
      case Accepted<Mandate>(var mandate, _) -> {
        switch (mandate.status()) {
          case ACTIVE ->
              say(
                  customer,
                  cards.say("您已开通免密支付。", "You can pay without a password. ")
                      + terms(cards, mandate),
                  cards.mandates().end(mandate),
                  cards.browse());
          case PENDING -> showSigning(customer, mandate);
          case REVOKED, EXPIRED, OTHER -> none(customer);
        }
      }
      case Refused<Mandate> _ -> none(customer);
      case Unanswered<Mandate> _ -> unavailable(customer);
    }
  }

  /** The user ends it here; the platform's word of it follows as with every change. */
  void end(Customer customer, String number) {
    if (wishes.customer(number).filter(customer::equals).isEmpty()) {
      none(customer);
    } else if (shop.pay().mandates().revoke(number) instanceof Unanswered<Mandate>) {
      say(
          customer,
          shop.cards(customer)
              .say("暂时无法关闭免密支付，请稍后再试。", "It cannot be ended just now; please try again later."));
    }
  }

  /** The platform told of a change; the message has one id for each, so it is seen once. */
  void changed(Mandate mandate) {
    var customer = wishes.customer(mandate.merchantMandateNo());
    if (customer.isEmpty()) {
      return; // A developer's own mandate under this merchant's key.
    }
    var id = "mandate-" + mandate.merchantMandateNo() + "-" + mandate.status();
    var cards = shop.cards(customer.get());
    var messenger = shop.messenger();
    switch (mandate.status()) {
      case ACTIVE ->
          messenger.say(
              customer.get(),
              id,
              cards.say("免密支付已开通。", "You can now pay without a password. ") + terms(cards, mandate),
              cards.browse(),
              cards.mandates().end(mandate));
      case REVOKED ->
          messenger.say(
              customer.get(),
              id,
              cards.say(
                  "免密支付已关闭。以后在这里付款需要输入支付密码。",
                  "Paying without a password has ended. From now on we ask for your password."),
              cards.browse());
      case EXPIRED ->
          messenger.say(
              customer.get(),
              id,
              cards.say(
                  "免密支付没有在有效期内开通，一切照旧。需要时可以再次申请。",
                  "It was not signed in time, so nothing has changed. You can ask again."),
              cards.browse());
      case PENDING, OTHER -> {}
    }
  }

  private static String terms(Cards cards, Mandate mandate) {
    return cards.mandates().limits(mandate)
        + cards.say(
            "每次付款前都会告诉您，可随时关闭。", "You are told before each payment and can end it at any time.");
  }

  private Answer<Mandate> current(Customer customer) {
    return shop.pay().mandates().queryByMobileNo(customer.mobile().value());
  }

  private void none(Customer customer) {
    var cards = shop.cards(customer);
    say(
        customer,
        cards.say(
            "您还没有在这里开通免密支付。挑选商品后点“免密支付”即可申请。",
            "You have no such agreement here. Choose something and tap “Without a password”."),
        cards.browse());
  }

  private void unavailable(Customer customer) {
    var cards = shop.cards(customer);
    say(
        customer,
        cards.say(
            "免密支付暂时不可用，没有扣款。您可以输入密码支付。",
            "That is not possible just now; nothing was taken. You can pay with your password."),
        cards.browse());
  }

  private void say(Customer customer, String text, Suggestion... chips) {
    shop.messenger().say(customer, UUID.randomUUID().toString(), text, chips);
  }

  private void show(Customer customer, String kind, BotMessage message) {
    shop.messenger().show(customer, kind + "-" + UUID.randomUUID(), message);
  }

  /** Why a password-free order was not debited, in the user's words. */
  static String reason(String fallback, Speech speech) {
    return switch (fallback) {
      case "NO_MANDATE" -> speech.of("还没有开通免密支付", "You have not agreed to pay without a password");
      case "LIMIT_PER_PAYMENT" ->
          speech.of("超过单笔免密限额", "It is over the limit of one payment without a password");
      case "LIMIT_PER_DAY" -> speech.of("超过今日免密限额", "It is over today's limit without a password");
      case "INSUFFICIENT_FUNDS" -> speech.of("账户余额不足", "There is too little money");
      default -> speech.of("免密扣款没有成功", "Paying without a password did not work");
    };
  }
}
