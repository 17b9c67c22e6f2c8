package org.maapay.simulator.merchant;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.maapay.merchant.Amount;
import org.maapay.merchant.Mandate;
import org.maapay.merchant.PlacedOrder.InstitutionChoice;
import org.maapay.merchant.TransactionType;
import org.maapay.messaging.card.Action;
import org.maapay.messaging.card.BotMessage;
import org.maapay.messaging.card.Card;
import org.maapay.messaging.card.Media;
import org.maapay.messaging.card.Menu;
import org.maapay.messaging.card.Suggestion;
import org.maapay.simulator.merchant.Goods.Product;

/** What users see. Buttons have eight characters at most; a pay link stands in buttons alone. */
final class Cards {
  static final Suggestion BROWSE = Suggestion.reply("逛一逛", "goods");
  static final Suggestion CHOOSING = Suggestion.reply("聚合支付", "choosing");
  static final Suggestion ORDERS = Suggestion.reply("历史订单", "orders");
  static final Suggestion SERVICE = Suggestion.reply("客服", "service");
  static final Suggestion CALL =
      Suggestion.offer("拨打客服", "call", new Action.DialPhoneNumber("+864000000000", null));
  static final Menu MENU =
      Menu.of(Menu.Entry.item(BROWSE), Menu.Entry.item(ORDERS), Menu.Entry.item(SERVICE));

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final String shopName;

  Cards(String shopName) {
    this.shopName = shopName;
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
        Card.titled(product.name())
            .describedBy(yuan(product.price()) + "\n" + product.description())
            .offering(
                Suggestion.reply("下单支付", "buy:" + ref),
                Suggestion.reply("消息支付", "buy-chat:" + ref),
                Suggestion.reply("SDK 支付", "buy-sdk:" + ref),
                Suggestion.reply("免密支付", "free:" + ref));
    return picture.map(card::showing).orElse(card);
  }

  /** A product that is paid at an institution of the user's choice (B-4). */
  Card anywhere(Product product, Optional<Media> picture, String ref) {
    var card =
        Card.titled(product.name())
            .describedBy(yuan(product.price()) + "\n下单后选择支付机构。")
            .offering(Suggestion.reply("选机构支付", "buy-any:" + ref));
    return picture.map(card::showing).orElse(card);
  }

  /** The institutions that the user can choose, a card each, with a button for each way. */
  BotMessage institutions(ShopOrder order, List<InstitutionChoice> institutions) {
    var cards = institutions.stream().map(choice -> institution(order, choice)).toList();
    return cards.size() == 1 ? cards.getFirst().alone() : BotMessage.Carousel.of(cards);
  }

  private Card institution(ShopOrder order, InstitutionChoice choice) {
    var buttons =
        choice.ways().stream()
            .map(way ->
                Suggestion.reply(
                    words(way),
                    "institution:%s:%s:%s"
                        .formatted(order.orderNo(), choice.institutionCode(), way)))
            .toArray(Suggestion[]::new);
    return Card.titled(choice.name())
        .describedBy(lines(order) + "\n请在 " + clock(order.expiresAt()) + " 前支付。")
        .offering(buttons);
  }

  private static String words(TransactionType way) {
    return switch (way) {
      case WEBVIEW -> "用页面支付";
      case CHATBOT -> "用支付助手";
      case NATIVE -> "用支付 SDK";
      case AGGREGATE, MERCHANT_CODE, PAYER_CODE -> "去支付";
    };
  }

  static Suggestion institutions(ShopOrder order) {
    return Suggestion.reply("换支付机构", "institutions:" + order.orderNo());
  }

  /** The pay card of the institution that the user chose (B-4.1, step 5; B-4.3, step 5). */
  BotMessage chosen(ShopOrder order, String institution, String payUrl) {
    return Card.titled("待支付 " + yuan(order.amount()))
        .describedBy(
            lines(order) + "\n支付机构：" + institution + "\n请在 " + clock(order.expiresAt()) + " 前支付。")
        .offering(payNow(order, payUrl), institutions(order), cancel(order))
        .alone();
  }

  /** What is told before a payment without a password (6.1.2-1, 6.1.2-2). */
  BotMessage passwordFree(Product product, String ref, Mandate mandate) {
    return Card.titled("免密支付 " + yuan(product.price()))
        .describedBy(
            "商户：%s\n商品：%s\n金额：%s\n本次为免密支付：不用输入支付密码，确认后直接扣款。\n%s"
                .formatted(shopName, product.name(), yuan(product.price()), limits(mandate)))
        .offering(Suggestion.reply("确认免密支付", "free-pay:" + ref), withPassword(ref), end(mandate))
        .alone();
  }

  /** Asks the user to sign; nothing is debited. */
  BotMessage signing(Mandate mandate, String signUrl) {
    return Card.titled("开通免密支付")
        .describedBy(
            "商户：%s\n%s\n开通后，限额内付款不用输入支付密码；每次付款前都会告诉您，可随时关闭。现在不会扣款。"
                .formatted(shopName, limits(mandate)))
        .offering(
            Suggestion.webview(
                "去开通", "signing:" + mandate.merchantMandateNo(), URI.create(signUrl)),
            BROWSE)
        .alone();
  }

  static String limits(Mandate mandate) {
    return "免密限额：单笔 %s，每日 %s。"
        .formatted(yuan(mandate.limitPerPayment()), yuan(mandate.limitPerDay()));
  }

  static Suggestion withPassword(String ref) {
    return Suggestion.reply("验密支付", "buy:" + ref);
  }

  static Suggestion end(Mandate mandate) {
    return Suggestion.reply("关闭免密", "free-end:" + mandate.merchantMandateNo());
  }

  /**
   * The pay card (B-1, step 4); that of an order for the SDK raises it (B-3, step 3).
   *
   * @param whyNotDebited why it was not paid without a password; empty if that was not tried
   */
  BotMessage pay(ShopOrder order, String payUrl, String whyNotDebited) {
    var before = whyNotDebited.isEmpty() ? "" : whyNotDebited + "，没有扣款，请输入密码支付。\n";
    var card =
        Card.titled("待支付 " + yuan(order.amount()))
            .describedBy(before + lines(order) + "\n请在 " + clock(order.expiresAt()) + " 前支付。");
    return order.inSdk()
        ? card.offering(payNow(order, payUrl), cancel(order)).alone()
        : card.offering(
                payNow(order, payUrl),
                Suggestion.reply("验密支付", "password:" + order.orderNo()),
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
        Card.titled("待支付 " + yuan(order.amount()))
            .describedBy(
                lines(order)
                    + "\n请在“支付助手”会话里确认，"
                    + clock(order.expiresAt())
                    + " 前有效。付完点左上角的返回箭头回到这里。");
    return assistant
        .map(link -> card.offering(openAssistant(order, link), cancel(order)))
        .orElseGet(() -> card.offering(cancel(order)))
        .alone();
  }

  static Suggestion openAssistant(ShopOrder order, URI link) {
    return Suggestion.offer("去支付助手", "assistant:" + order.orderNo(), Action.browser(link));
  }

  /** The password card (B-5, step 4): its button opens the keypad straight away. */
  BotMessage password(ShopOrder order, String payUrl) {
    var straight = URI.create(payUrl + (payUrl.contains("?") ? "&" : "?") + "view=password");
    return Card.titled("验密支付 " + yuan(order.amount()))
        .describedBy(lines(order) + "\n支付密码只在支付机构的安全键盘上输入，商户看不到。")
        .offering(Suggestion.webview("输入支付密码", "pay:" + order.orderNo(), straight), cancel(order))
        .alone();
  }

  /**
   * The result card.
   *
   * @param institution who took the money, if the user chose it (B-4.1)
   */
  BotMessage paid(ShopOrder order, Instant paidAt, Optional<String> institution) {
    return Card.titled("支付成功 " + yuan(order.amount()))
        .describedBy(
            lines(order)
                + institution.map(name -> "\n支付机构：" + name).orElse("")
                + "\n支付时间："
                + moment(paidAt)
                + (order.isDebited() ? "\n支付方式：免密支付" : ""))
        .offering(refund(order), ORDERS)
        .alone();
  }

  BotMessage refundChoice(ShopOrder order, String ref) {
    return Card.titled("申请退款")
        .describedBy(lines(order) + "\n可退金额：" + yuan(order.refundable()))
        .offering(
            Suggestion.reply("全额退款", "refund-all:" + ref),
            Suggestion.reply("部分退款", "refund-part:" + ref))
        .alone();
  }

  BotMessage refunded(ShopOrder order, Amount amount) {
    return Card.titled("退款成功 " + yuan(amount))
        .describedBy(lines(order) + "\n已退合计：" + yuan(order.refunded()) + "\n款项已按原支付方式退回。")
        .offering(ORDERS)
        .alone();
  }

  /** One order in the list. */
  Card listed(ShopOrder order, Optional<String> buyAgainRef) {
    var card =
        Card.titled(order.title() + " " + yuan(order.amount()))
            .describedBy(
                "订单号：" + order.orderNo() + "\n" + moment(order.createdAt()) + "\n" + state(order));
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

  static Suggestion payNow(ShopOrder order, String payUrl) {
    var text = order.inSdk() ? "SDK 支付" : "立即支付";
    return Suggestion.webview(text, "pay:" + order.orderNo(), URI.create(payUrl));
  }

  /** What raises the SDK works once: the shop is asked for the next. */
  private static Suggestion goOn(ShopOrder order, String payUrl) {
    return order.inSdk()
        ? Suggestion.reply("继续支付", "pay-on:" + order.orderNo())
        : payNow(order, payUrl);
  }

  /** Opens the institution's page where he says so and may refuse further requests. */
  private static Suggestion notMine(ShopOrder order, String payUrl) {
    var refusing = URI.create(payUrl + (payUrl.contains("?") ? "&" : "?") + "view=refuse");
    return Suggestion.webview("不是我的订单", "not-mine:" + order.orderNo(), refusing);
  }

  static Suggestion cancel(ShopOrder order) {
    return Suggestion.reply("取消订单", "cancel:" + order.orderNo());
  }

  static Suggestion again(String ref) {
    return Suggestion.reply("再来一单", "buy:" + ref);
  }

  private static Suggestion refund(ShopOrder order) {
    return Suggestion.reply("申请退款", "refund:" + order.orderNo());
  }

  static List<Suggestion> amountChips(String ref) {
    return List.of(
        Suggestion.reply("退一半", "refund-half:" + ref),
        Suggestion.reply("全额退款", "refund-all:" + ref));
  }

  private String lines(ShopOrder order) {
    return "商户：%s\n商品：%s\n金额：%s\n订单号：%s"
        .formatted(shopName, order.title(), yuan(order.amount()), order.orderNo());
  }

  private static String state(ShopOrder order) {
    return switch (order.state()) {
      case NEW -> "正在下单";
      case OPEN -> "待支付，" + clock(order.expiresAt()) + " 前有效";
      case PAID -> order.refunded().fen() == 0 ? "已支付" : "已支付，已退 " + yuan(order.refunded());
      case CLOSED -> "已关闭，没有扣款";
      case REFUSED -> "下单失败，没有扣款";
    };
  }
}
