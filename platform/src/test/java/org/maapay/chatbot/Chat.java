package org.maapay.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.maapay.TestPlatform;
import org.maapay.background.Bell;
import org.maapay.chatbot.operators.SharedSightings;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Money;
import org.maapay.merchant.Merchant;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.card.Action;
import org.maapay.messaging.card.Suggestion;
import org.maapay.messaging.routing.Chatbots;
import org.maapay.messaging.routing.Dispatcher;
import org.maapay.messaging.routing.NumberLookup;
import org.maapay.messaging.routing.Routes;
import org.maapay.messaging.routing.SmsChannel;
import org.maapay.messaging.uplink.UplinkEvent;
import org.maapay.messaging.uplink.UplinkEvent.ActionTapped;
import org.maapay.messaging.uplink.UplinkEvent.Envelope;
import org.maapay.messaging.uplink.UplinkEvent.ReplyTapped;
import org.maapay.messaging.uplink.UplinkEvent.TextReceived;
import org.maapay.mode.PasswordFree;
import org.maapay.notification.TestRelay;
import org.maapay.order.BusinessType;
import org.maapay.order.Goods;
import org.maapay.order.OrderStatus;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PlaceOrder;
import org.maapay.order.Placement.Placed;
import org.maapay.order.TransactionType;
import org.maapay.risk.RequestBlocks;
import org.maapay.user.User;
import org.maapay.wallet.WalletInstitution;

/** The payment chatbot over a whole platform and two operators. */
final class Chat implements AutoCloseable {
  static final String ORIGIN = "https://pay.example";
  static final ReplyLimits LIMITS = new ReplyLimits(15, 40);
  static final String PAYER = TestPlatform.PAYER.digits();

  final TestPlatform platform = new TestPlatform();
  final FakeOperator unicom = new FakeOperator("unicom");
  final FakeOperator telecom = new FakeOperator("telecom");
  final FakeOperator gsma = new FakeOperator("gsma");
  final List<SmsChannel.Sms> texts = new ArrayList<>();
  SmsChannel.Outcome sms = new SmsChannel.Outcome.Absent();
  final RequestBlocks blocks = new RequestBlocks();
  final Merchant merchant = platform.merchant("M2026000001");
  final PaymentChatbot chatbot;
  final Confirmations confirmations;
  final Conversation conversation;
  final Map<String, String> served = new HashMap<>(Map.of(PAYER, "unicom"));

  private final Bell bell = new Bell();
  private final Dispatcher dispatcher;
  private final Composer composer;
  private final AtomicInteger numbers = new AtomicInteger();

  Chat() {
    chatbot = platform.chatbot(bell);
    confirmations =
        new Confirmations(
            platform.database,
            platform.stored,
            platform.vault.chatbotReferences(),
            ORIGIN,
            platform.clock);
    var chatbots =
        Chatbots.builder()
            .add(ChatbotSender.NAME, unicom)
            .add(ChatbotSender.NAME, telecom)
            .add(ChatbotSender.NAME, gsma)
            .build();
    NumberLookup lookup = number -> Optional.ofNullable(served.get(number.value()));
    var sightings = new SharedSightings(platform.database, platform.persons);
    var routes = new Routes(chatbots, lookup, sightings, platform.clock);
    dispatcher =
        new Dispatcher(
            chatbots, routes, new Dispatcher.Parts(new NoWaiting(), this::bySms, platform.clock));
    composer =
        new Composer(
            platform.database,
            new Composer.Books(
                platform.persons,
                platform.users,
                platform.cards,
                platform.ledger,
                platform.stored,
                platform.attempts,
                platform.refunds),
            platform.vault.pins(),
            confirmations,
            platform.choices,
            platform.clock);
    conversation =
        new Conversation(
            platform.database,
            platform.persons,
            confirmations,
            new Refusing(
                platform.database,
                platform.choices,
                platform.stored,
                platform.persons,
                blocks,
                platform.clock),
            routes,
            LIMITS,
            bell,
            platform.clock);
  }

  private SmsChannel.Outcome bySms(SmsChannel.Sms text) {
    texts.add(text);
    return sms;
  }

  /** An order by chatbot for {@code mobile}; nobody was asked yet. */
  PaymentOrder placed(String mobile, long fen, String goods) {
    if (platform.place(wish(mobile, fen, goods, BusinessType.PASSWORD))
        instanceof Placed(var order)) {
      return order;
    }
    throw new AssertionError("a new number is placed");
  }

  private PlaceOrder wish(String mobile, long fen, String goods, BusinessType business) {
    var plain = TestPlatform.wish(merchant, "C" + numbers.incrementAndGet(), fen);
    return new PlaceOrder(
        plain.merchant(),
        plain.merchantOrderNo(),
        plain.merchantName(),
        plain.orderDate(),
        new Money(fen),
        new MobileNumber(mobile),
        TransactionType.CHATBOT,
        business,
        new Goods(null, goods, null),
        plain.terms());
  }

  /** An order whose payer has the card. */
  PaymentOrder asked(long fen) {
    var order = placed(PAYER, fen, "拿铁");
    chatbot.ask(order);
    send();
    return order;
  }

  /** An order that is to be debited without a password, as the merchant interface places it. */
  PaymentOrder passwordFree(long fen) {
    var wish = wish(PAYER, fen, "拿铁", BusinessType.PASSWORD_FREE);
    if (platform.passwordFree.place(wish) instanceof PasswordFree.Placing.Done(var order, _)) {
      chatbot.ask(order);
      send();
      return order;
    }
    throw new AssertionError("a new number is placed");
  }

  /** Sends what is due, until nothing is. */
  void send() {
    int taken;
    do {
      try (var sender =
          new ChatbotSender(platform.database, composer, dispatcher, bell, platform.clock)) {
        taken = sender.run();
      }
    } while (taken > 0);
  }

  /** Turns facts into what is to be told. */
  void relay() {
    TestRelay.of(platform, chatbot).run();
    send();
  }

  List<Downlink> messages() {
    return unicom.deliveredTo(PAYER);
  }

  Downlink last() {
    return messages().getLast();
  }

  String lastWords() {
    return FakeOperator.shown(last());
  }

  /** How {@code user} taps a button. */
  void tap(String user, Suggestion button) {
    hear(
        button instanceof Suggestion.Reply
            ? new ReplyTapped(envelope(user), button.displayText(), button.postback())
            : new ActionTapped(envelope(user), button.displayText(), button.postback()));
  }

  void reply(String user, String postback) {
    hear(new ReplyTapped(envelope(user), "x", postback));
  }

  void write(String user, String text) {
    hear(new TextReceived(envelope(user), text));
  }

  void hear(UplinkEvent event) {
    conversation.hear(event);
    send();
  }

  Envelope envelope(String user) {
    return new Envelope(
        "u" + numbers.incrementAndGet(),
        unicom.account().chatbotId(),
        new PhoneNumber(user),
        new Dialogue("c", "d", null),
        platform.clock.instant());
  }

  /** What the page is opened with from a card. */
  static String reference(Downlink card) {
    if (FakeOperator.button(card, "确认支付") instanceof Suggestion.Offer(_, _, Action.OpenUrl open)) {
      return parameter(open.url(), "t");
    }
    throw new AssertionError("the button opens a page");
  }

  private static String parameter(URI url, String name) {
    return List.of(url.getQuery().split("&")).stream()
        .filter(one -> one.startsWith(name + "="))
        .findFirst()
        .orElseThrow()
        .substring(name.length() + 1);
  }

  void later(Duration time) {
    platform.clock.tick(time);
  }

  /** Somebody with that account, who has ¥100. */
  User payer() {
    return platform.user(PAYER, 100_00);
  }

  void pay(PaymentOrder order, User payer) {
    platform.pay(order, payer, WalletInstitution.BALANCE);
  }

  OrderStatus status(PaymentOrder order) {
    return platform.read(order).status();
  }

  /** Whatever was said, the books hold. */
  @Override
  public void close() {
    try {
      platform.settle();
      assertThat(platform.broken()).isEmpty();
    } finally {
      platform.close();
    }
  }
}
