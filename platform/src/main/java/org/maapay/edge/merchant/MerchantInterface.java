package org.maapay.edge.merchant;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.maapay.aggregate.Choices;
import org.maapay.chatbot.PaymentChatbot;
import org.maapay.database.Database;
import org.maapay.edge.http.PlatformKeysHandler;
import org.maapay.edge.http.Route;
import org.maapay.keys.signing.PartyKeys;
import org.maapay.keys.signing.PlatformKeys;
import org.maapay.mandate.Mandates;
import org.maapay.merchant.Merchants;
import org.maapay.mode.NativeSdk;
import org.maapay.mode.PasswordFree;
import org.maapay.mode.PaymentMode;
import org.maapay.mode.SigningLinks;
import org.maapay.order.Orders;
import org.maapay.order.PaymentOrders;
import org.maapay.posting.Lanes;
import org.maapay.refund.Refunds;

/** The calls that merchants make: appendix C and what goes with it. */
public final class MerchantInterface {
  /** Numbers that look like card numbers but are not. */
  private static final Set<String> NUMBERS =
      Set.of(
          "merchantId",
          "merchantOrderNo",
          "merchantRefundNo",
          "payOrderNo",
          "mandateNo",
          "merchantMandateNo",
          "refundOrderNo",
          "payerCode",
          "mobileNo",
          "orderDate",
          "createDate");

  /** What the handlers work with. */
  public record Parts(
      Database database,
      Lanes lanes,
      Orders orders,
      PaymentOrders stored,
      Merchants merchants,
      Refunds refunds,
      PaymentMode webview,
      NativeSdk nativeSdk,
      PaymentChatbot chatbot,
      Choices choices,
      MandateParts mandates,
      RequestLimits requests,
      InstantSource clock) {}

  /** What password-free payment works with. */
  public record MandateParts(Mandates mandates, PasswordFree passwordFree, SigningLinks links) {}

  /** The keys of both sides, and what their signatures are checked against. */
  public record KeyParts(
      PartyKeys parties,
      PlatformKeys platform,
      String scheme,
      Predicate<String> authorities,
      InstantSource wall) {}

  private MerchantInterface() {}

  /** The routes by which keys are fetched and changed. */
  public static List<Route> keyRoutes(KeyParts parts) {
    var listener = new MerchantKeysHandler.Listener(parts.scheme(), parts.authorities());
    return List.of(
        Route.rootGet("/v1/platform-keys", new PlatformKeysHandler(parts.platform())),
        Route.signedPost(
            "/v1/merchant-keys",
            Set.of("merchantId", "publicKeyPem"),
            new MerchantKeysHandler(parts.parties(), listener, parts.wall())));
  }

  /** The routes of appendix C. */
  public static List<Route> routes(Parts parts) {
    var answers = new OrderAnswers(parts);
    return List.of(
        Route.signedPost("/v1/payment-orders", NUMBERS, new PlaceOrderHandler(parts, answers)),
        Route.signedPost(
            "/v1/payment-orders/query",
            NUMBERS,
            new QueryOrderHandler(parts.database(), parts.stored(), answers)),
        Route.signedPost(
            "/v1/payment-orders/close", NUMBERS, new CloseOrderHandler(parts, answers)),
        Route.signedPost(
            "/v1/payment-orders/institution",
            NUMBERS,
            new ChooseInstitutionHandler(parts, answers)),
        Route.signedPost("/v1/refunds", NUMBERS, new RefundHandler(parts.refunds())),
        Route.signedPost("/v1/refunds/query", NUMBERS, new QueryRefundHandler(parts.refunds())));
  }

  /** The routes by which mandates are asked for, seen and ended. */
  public static List<Route> mandateRoutes(Parts parts) {
    var answers = new MandateAnswers(parts.mandates().links(), parts.clock());
    return List.of(
        Route.signedPost("/v1/mandates", NUMBERS, new AskMandateHandler(parts, answers)),
        Route.signedPost("/v1/mandates/query", NUMBERS, new QueryMandateHandler(parts, answers)),
        Route.signedPost("/v1/mandates/revoke", NUMBERS, new RevokeMandateHandler(parts, answers)));
  }
}
