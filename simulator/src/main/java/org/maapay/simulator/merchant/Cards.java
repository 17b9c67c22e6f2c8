package org.maapay.simulator.merchant;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.maapay.merchant.Amount;
import org.maapay.messaging.card.Action;
import org.maapay.messaging.card.BotMessage;
import org.maapay.messaging.card.Card;
import org.maapay.messaging.card.Media;
import org.maapay.messaging.card.Menu;
import org.maapay.messaging.card.Suggestion;
import org.maapay.simulator.merchant.Goods.Product;

/** What users see. Buttons have eight characters at most; a pay link stands in buttons alone. */
final class Cards {
  /** One for all users, under the conversation. */
  static final Menu MENU =
      Menu.of(
          Menu.Entry.item(browse(Speech.CHINESE)),
          Menu.Entry.item(orders(Speech.CHINESE)),
          Menu.Entry.item(service(Speech.CHINESE)));

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final String shopName;
  private final Goods goods;
  private final Speech speech;

  Cards(String shopName, Goods goods, Speech speech) {
    this.shopName = shopName;
    this.goods = goods;
    this.speech = speech;
  }

  private static Suggestion browse(Speech speech) {
    return Suggestion.reply(speech.of("逛一逛", "Shop"), "goods");
  }

  private static Suggestion orders(Speech speech) {
    return Suggestion.reply(speech.of("历史订单", "My orders"), "orders");
  }

  private static Suggestion service(Speech speech) {
    return Suggestion.reply(speech.of("客服", "Help"), "service");
  }

  Suggestion browse() {
    return browse(speech);
  }

  Suggestion orders() {
    return orders(speech);
  }

  Suggestion service() {
    return service(speech);
  }

  Suggestion choosing() {
    return reply("聚合支付", "Choose who I pay with", "choosing");
  }

  Suggestion call() {
    return Suggestion.offer(
        say("拨打客服", "Call us"), "call", new Action.DialPhoneNumber("+864000000000", null));
  }

  /** Leads to the other language, in its own words. */
  Suggestion otherLanguage() {
    return Suggestion.reply(say("English", "中文"), say("speak:en", "speak:zh"));
  }

  /** The words for this customer. */
  String say(String chinese, String english) {
    return speech.of(chinese, english);
  }

  Speech speech() {
    return speech;
  }

  String shopName() {
    return shopName;
  }

  /** Of the institutions that the customer can choose. */
  InstitutionCards choices() {
    return new InstitutionCards(this);
  }

  /** Of paying without a password. */
  MandateCards mandates() {
    return new MandateCards(this);
  }

  Suggestion reply(String chinese, String english, String postback) {
    return Suggestion.reply(say(chinese, english), postback);
  }

  /** What was bought; what is not on sale any more keeps the name it was bought under. */
  private String title(ShopOrder order) {
    return goods
        .find(order.productNo())
        .map(product -> product.name().in(speech))
        .orElse(order.title());
  }

  String payBefore(ShopOrder order) {
    var at = clock(order.expiresAt());
    return say("请在 " + at + " 前支付。", "Please pay before " + at + ".");
  }

  static String yuan(Amount amount) {
    return "¥" + amount;
  }

  static String clock(Instant at) {
    return CLOCK.format(at.atZone(SHANGHAI));
  }

  static String moment(Instant at) {
    return MOMENT.format(at.atZone(SHANGHAI));
  }

  Card product(Product product, Optional<Media> picture, String ref) {
    var card =
        Card.titled(product.name().in(speech))
            .describedBy(yuan(product.price()) + "\n" + product.description().in(speech))
            .offering(
                reply("下单支付", "Buy", "buy:" + ref),
                reply("消息支付", "Pay in the chat", "buy-chat:" + ref),
                reply("SDK 支付", "Pay with the SDK", "buy-sdk:" + ref),
                reply("免密支付", "Without a password", "free:" + ref));
    return showing(card, product, picture);
  }

  Card showing(Card card, Product product, Optional<Media> picture) {
    return picture
        .map(media -> card.showing(media.describedAs(product.name().in(speech))))
        .orElse(card);
  }

  /**
   * The pay card (B-1, step 4); that of an order for the SDK raises it (B-3, step 3).
   *
   * @param whyNotDebited why it was not paid without a password; empty if that was not tried
   */
  BotMessage pay(ShopOrder order, String payUrl, String whyNotDebited) {
    var before =
        whyNotDebited.isEmpty()
            ? ""
            : whyNotDebited
                + say("，没有扣款，请输入密码支付。\n", ". Nothing was taken; please pay with your password.\n");
    var card =
        Card.titled(say("待支付 ", "To pay: ") + yuan(order.amount()))
            .describedBy(before + lines(order) + "\n" + payBefore(order));
    return order.inSdk()
        ? card.offering(payNow(order, payUrl), cancel(order)).alone()
        : card.offering(
                payNow(order, payUrl),
                reply("验密支付", "Pay with password", "password:" + order.orderNo()),
                cancel(order),
                notMine(order, payUrl))
            .alone();
  }

  /**
   * The card of an order that the payment chatbot has asked the user to confirm (B-2).
   *
   * @param assistant opens that conversation; empty where the handset has no such link
   */
  BotMessage inChatbot(ShopOrder order, Optional<URI> assistant) {
    var card =
        Card.titled(say("待支付 ", "To pay: ") + yuan(order.amount()))
            .describedBy(
                lines(order)
                    + "\n"
                    + say(
                            "请在“支付助手”会话里确认，%s 前有效。付完点左上角的返回箭头回到这里。",
                            "Please confirm in the conversation of the payment assistant before %s."
                                + " The arrow at the top leads back here.")
                        .formatted(clock(order.expiresAt())));
    return assistant
        .map(link -> card.offering(openAssistant(order, link), cancel(order)))
        .orElseGet(() -> card.offering(cancel(order)))
        .alone();
  }

  private Suggestion openAssistant(ShopOrder order, URI link) {
    return Suggestion.offer(
        say("去支付助手", "Open the assistant"), "assistant:" + order.orderNo(), Action.browser(link));
  }

  /** The password card (B-5, step 4): its button opens the keypad straight away. */
  BotMessage password(ShopOrder order, String payUrl) {
    var straight = URI.create(payUrl + (payUrl.contains("?") ? "&" : "?") + "view=password");
    return Card.titled(say("验密支付 ", "Pay with password: ") + yuan(order.amount()))
        .describedBy(
            lines(order)
                + say(
                    "\n支付密码只在支付机构的安全键盘上输入，商户看不到。",
                    "\nThe password is typed on the institution's own keypad; the shop never sees it."))
        .offering(
            Suggestion.webview(
                say("输入支付密码", "Type the password"), "pay:" + order.orderNo(), straight),
            cancel(order))
        .alone();
  }

  /**
   * The result card.
   *
   * @param institution who took the money, if the user chose it (B-4.1)
   */
  BotMessage paid(ShopOrder order, Instant paidAt, Optional<String> institution) {
    return Card.titled(say("支付成功 ", "Paid: ") + yuan(order.amount()))
        .describedBy(
            lines(order)
                + institution.map(name -> say("\n支付机构：", "\nPaid with: ") + name).orElse("")
                + say("\n支付时间：", "\nPaid at: ")
                + moment(paidAt)
                + (order.isDebited() ? say("\n支付方式：免密支付", "\nWithout a password") : ""))
        .offering(refund(order), orders())
        .alone();
  }

  BotMessage refundChoice(ShopOrder order, String ref) {
    return Card.titled(say("申请退款", "Ask for a refund"))
        .describedBy(
            lines(order) + say("\n可退金额：", "\nCan be refunded: ") + yuan(order.refundable()))
        .offering(
            reply("全额退款", "All of it", "refund-all:" + ref),
            reply("部分退款", "Part of it", "refund-part:" + ref))
        .alone();
  }

  BotMessage refunded(ShopOrder order, Amount amount) {
    return Card.titled(say("退款成功 ", "Refunded: ") + yuan(amount))
        .describedBy(
            lines(order)
                + say("\n已退合计：", "\nRefunded in all: ")
                + yuan(order.refunded())
                + say("\n款项已按原支付方式退回。", "\nThe money went back the way it came."))
        .offering(orders())
        .alone();
  }

  /** One order in the list. */
  Card listed(ShopOrder order, Optional<String> buyAgainRef) {
    var card =
        Card.titled(title(order) + " " + yuan(order.amount()))
            .describedBy(
                say("订单号：", "Order ")
                    + order.orderNo()
                    + "\n"
                    + moment(order.createdAt())
                    + "\n"
                    + state(order));
    var payUrl = order.payUrl();
    return switch (order.state()) {
      case NEW -> card;
      case OPEN ->
          payUrl == null
              ? card.offering(cancel(order))
              : card.offering(goOn(order, payUrl), cancel(order));
      case PAID -> order.refundable().fen() > 0 ? card.offering(refund(order)) : card;
      case CLOSED, REFUSED -> buyAgainRef.map(ref -> card.offering(again(ref))).orElse(card);
    };
  }

  Suggestion payNow(ShopOrder order, String payUrl) {
    var text = order.inSdk() ? say("SDK 支付", "Pay with the SDK") : say("立即支付", "Pay now");
    return Suggestion.webview(text, "pay:" + order.orderNo(), URI.create(payUrl));
  }

  /** What raises the SDK works once: the shop is asked for the next. */
  private Suggestion goOn(ShopOrder order, String payUrl) {
    return order.inSdk()
        ? reply("继续支付", "Go on paying", "pay-on:" + order.orderNo())
        : payNow(order, payUrl);
  }

  /** Opens the institution's page where he says so and may refuse further requests. */
  private Suggestion notMine(ShopOrder order, String payUrl) {
    var refusing = URI.create(payUrl + (payUrl.contains("?") ? "&" : "?") + "view=refuse");
    return Suggestion.webview(
        say("不是我的订单", "Not my order"), "not-mine:" + order.orderNo(), refusing);
  }

  Suggestion cancel(ShopOrder order) {
    return reply("取消订单", "Cancel the order", "cancel:" + order.orderNo());
  }

  Suggestion again(String ref) {
    return reply("再来一单", "Order again", "buy:" + ref);
  }

  private Suggestion refund(ShopOrder order) {
    return reply("申请退款", "Ask for a refund", "refund:" + order.orderNo());
  }

  List<Suggestion> amountChips(String ref) {
    return List.of(
        reply("退一半", "Half of it", "refund-half:" + ref),
        reply("全额退款", "All of it", "refund-all:" + ref));
  }

  String lines(ShopOrder order) {
    return say("商户：%s\n商品：%s\n金额：%s\n订单号：%s", "Shop: %s\nGoods: %s\nAmount: %s\nOrder: %s")
        .formatted(shopName, title(order), yuan(order.amount()), order.orderNo());
  }

  private String state(ShopOrder order) {
    return switch (order.state()) {
      case NEW -> say("正在下单", "Being placed");
      case OPEN -> say("待支付，%s 前有效", "To be paid before %s").formatted(clock(order.expiresAt()));
      case PAID ->
          order.refunded().fen() == 0
              ? say("已支付", "Paid")
              : say("已支付，已退 ", "Paid, refunded ") + yuan(order.refunded());
      case CLOSED -> say("已关闭，没有扣款", "Closed, nothing was taken");
      case REFUSED -> say("下单失败，没有扣款", "Not placed, nothing was taken");
    };
  }
}
