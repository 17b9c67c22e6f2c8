package org.maapay.simulator.merchant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.maapay.merchant.MaaPay;
import org.maapay.merchant.Notice;
import org.maapay.merchant.Notice.MandateChanged;
import org.maapay.merchant.Notice.OrderClosed;
import org.maapay.merchant.Notice.PaymentSucceeded;
import org.maapay.merchant.Notice.Reason;
import org.maapay.merchant.Notice.RefundFailed;
import org.maapay.merchant.Notice.RefundSucceeded;
import org.maapay.merchant.NoticeRequest;
import org.maapay.merchant.RefundStatus;
import org.maapay.messaging.Bytes;
import org.maapay.messaging.Chatbot;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.InMemoryIds;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.SendResult;
import org.maapay.messaging.operators.Operators;
import org.maapay.messaging.uplink.Uplink;
import org.maapay.messaging.uplink.UplinkAnswer;
import org.maapay.messaging.uplink.UplinkAnswer.Accepted;
import org.maapay.messaging.uplink.UplinkRequest;
import org.maapay.messaging.wire.InMemoryTokens;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.simulator.http.HttpListener;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.store.Database;
import org.maapay.simulator.wire.WireLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo merchant on its port: the operators' callbacks at {@code /operator/…}, the platform's at
 * {@code /maapay/notices}, the refund review at {@code /review}.
 */
public final class DemoMerchant implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DemoMerchant.class);
  private static final String NOTICES = "/maapay/notices";
  private static final Pattern PICTURE = Pattern.compile("/goods/([a-z]{1,20})\\.png");
  private static final int LARGEST_BODY = 256 * 1024;

  private final List<Chatbot> chatbots;
  private final Uplink uplink;
  private final MaaPay pay;
  private final Checkout checkout;
  private final PasswordFree passwordFree;
  private final RefundDesk refunds;
  private final Conversation conversation;
  private final ReviewPage review;
  private final Watch watch;
  private final HttpListener listener;

  private DemoMerchant(MerchantConfig config, Tables tables, WireLog log, InstantSource clock)
      throws IOException {
    var seen = new SeenCalls(tables, clock);
    var stores = new Operators.Stores(new InMemoryTokens(), new InMemoryIds(), seen, seen);
    var operators = new Operators(stores, clock);
    chatbots = config.chatbots().stream().map(operators::connect).toList();
    uplink = operators.uplinks(id -> chatbot(id).map(Chatbot::account), Map.of());
    var shop = shop(config, tables, log, clock);
    pay = shop.pay();
    var wishes = new RefundWishes(tables, clock);
    checkout = new Checkout(shop);
    passwordFree = new PasswordFree(shop, new MandateWishes(tables, clock), checkout);
    refunds = new RefundDesk(shop, wishes);
    var choices = new InstitutionChoices(shop, checkout);
    conversation =
        new Conversation(shop, checkout, passwordFree, choices, refunds, new Pictures(clock));
    review = new ReviewPage(shop.name(), shop.orders(), wishes, refunds);
    watch = new Watch(shop.orders(), checkout, refunds);
    listener = HttpListener.start(config.address(), LARGEST_BODY, this::handle);
  }

  /** Opens the shop over what {@code database} holds already. */
  public static DemoMerchant start(
      MerchantConfig config, Database database, WireLog log, InstantSource clock)
      throws IOException, SQLException {
    var merchant = open(config, database, log, clock);
    merchant.watch.start();
    return merchant;
  }

  /** The same without looking after what waits; {@link #look} does that once. */
  static DemoMerchant open(
      MerchantConfig config, Database database, WireLog log, InstantSource clock)
      throws IOException, SQLException {
    return new DemoMerchant(config, new Tables(database), log, clock);
  }

  void look() {
    watch.look();
  }

  /**
   * Sets the menu that stays under the conversation, where the operator has a call for it; call it
   * once the operators are there.
   *
   * @return whether every such operator took it
   */
  public boolean publishMenu() {
    return chatbots.stream()
        .map(bot -> bot.changeMenu(Cards.MENU))
        .allMatch(DemoMerchant::takenOrUnsupported);
  }

  private static boolean takenOrUnsupported(SendResult result) {
    return result instanceof SendResult.Accepted
        || (result instanceof SendResult.Refused(var refusal)
            && refusal.cause() == Refusal.Cause.UNSUPPORTED);
  }

  public int port() {
    return listener.port();
  }

  @Override
  public void close() {
    watch.close();
    listener.close();
  }

  private Shop shop(MerchantConfig config, Tables tables, WireLog log, InstantSource clock) {
    var identity = config.identity();
    var platform = config.platform();
    var refs = new OneTimeRefs(tables, clock);
    var orders = new ShopOrders(tables, refs, clock);
    var noticeUrl =
        URI.create(
            "http://%s:%d%s"
                .formatted(
                    config.address().getAddress().getHostAddress(),
                    config.address().getPort(),
                    NOTICES));
    var client =
        MaaPay.builder()
            .baseUrl(platform.baseUrl())
            .merchantId(identity.merchantId())
            .privateKey(identity.keyId(), SignatureAlgorithm.ED25519, identity.privateKeyPem())
            .platformKey(platform.keyId(), SignatureAlgorithm.ED25519, platform.publicKeyPem())
            .rootKey(SignatureAlgorithm.ED25519, platform.rootKeyPem())
            .noticeUrl(noticeUrl)
            .orderBook(orders::amountOf)
            .listener(new PlatformWire(log, identity.name()))
            .clock(clock)
            .build();
    return new Shop(
        identity.name(),
        noticeUrl,
        client,
        new Messenger(chatbots),
        orders,
        refs,
        Goods.of(identity.name()),
        new Speeches(tables),
        new Assistants(
            config.assistants(),
            config.chatbots().stream()
                .collect(Collectors.toMap(ChatbotAccount::chatbotId, Function.identity()))),
        clock);
  }

  private Reply handle(Request request) {
    if (request.path().startsWith("/operator/")) {
      return uplink(request);
    } else if (request.is("POST", NOTICES)) {
      return notice(request);
    } else if (request.is("GET", ReviewPage.PATH)) {
      return review.show();
    } else if (request.is("POST", ReviewPage.PATH)) {
      return review.decide(request);
    } else if (request.is("GET", "/health")) {
      return Reply.text(200, "text/plain; charset=utf-8", "ready\n");
    }
    return request
        .match(PICTURE)
        .filter(picture -> request.method().equals("GET"))
        .<Reply>map(picture -> picture(picture.group(1)))
        .orElseGet(() ->
            Reply.problem(404, "not-found", "There is nothing here; the review is at /review."));
  }

  /** What cannot be done now is answered with an error, so that the operator sends it again. */
  private Reply uplink(Request request) {
    var answer =
        uplink.receive(
            new UplinkRequest(request.method(), request.path(), request.headers(), request.body()),
            event -> chatbot(event.chatbotId()).ifPresent(bot -> conversation.hear(event, bot)));
    if (answer instanceof Accepted(_, var headers, var body)) {
      Reply reply = new Reply.Whole(200, Map.of(), Bytes.of(body.getBytes(UTF_8)));
      for (var header : headers.entrySet()) {
        reply = reply.with(header.getKey(), header.getValue());
      }
      return reply;
    }
    LOG.warn("an uplink was refused: {}", ((UplinkAnswer.Refused) answer).reason());
    return Reply.empty(answer.status());
  }

  /** The platform's word on a payment or refund (C-3), believed only after the SDK's checks. */
  private Reply notice(Request request) {
    var notice =
        pay.notices()
            .parse(
                new NoticeRequest(
                    request.method(),
                    request.target(),
                    request.headers(),
                    request.body().toArray()));
    switch (notice) {
      case PaymentSucceeded(var subject, var paidAt, var institution) ->
          checkout.paid(subject.merchantOrderNo(), paidAt, institution);
      case OrderClosed(var subject) -> checkout.closed(subject.merchantOrderNo());
      case RefundSucceeded(_, var numbers, _) -> refunds.ended(numbers, RefundStatus.SUCCESS);
      case RefundFailed(_, var numbers, _) -> refunds.ended(numbers, RefundStatus.FAILED);
      case MandateChanged(_, var mandate) -> passwordFree.changed(mandate);
      case Notice.Repeated _, Notice.MandateRepeated _ -> {}
      case Notice.Refused(var reason) -> {
        LOG.warn("a notice was refused: {}", reason);
        if (reason == Reason.ORDER_UNKNOWN) {
          // Developers place orders with this merchant's key; those are not the shop's concern.
          return Reply.text(200, "application/json", "{\"noticeResult\":\"SUCCESS\"}");
        }
      }
    }
    var reply = notice.reply();
    return Reply.text(reply.status(), reply.contentType(), reply.body());
  }

  private static Reply picture(String name) {
    return Goods.isPictured(name)
        ? new Reply.Whole(200, Map.of("content-type", "image/png"), Bytes.of(Pictures.png(name)))
        : Reply.problem(404, "not-found", "There is no such picture.");
  }

  private Optional<Chatbot> chatbot(String chatbotId) {
    return chatbots.stream().filter(bot -> bot.account().chatbotId().equals(chatbotId)).findFirst();
  }
}
