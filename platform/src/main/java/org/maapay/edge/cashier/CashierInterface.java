package org.maapay.edge.cashier;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maapay.authorization.Authorization;
import org.maapay.card.Cards;
import org.maapay.chatbot.Confirmations;
import org.maapay.chatbot.PaymentChatbot;
import org.maapay.database.Database;
import org.maapay.database.Trips;
import org.maapay.device.Devices;
import org.maapay.edge.http.Route;
import org.maapay.keypad.Keypads;
import org.maapay.keys.Vault;
import org.maapay.ledger.Ledger;
import org.maapay.mode.SdkTokens;
import org.maapay.order.Orders;
import org.maapay.order.PaymentOrders;
import org.maapay.payment.PaymentAttempts;
import org.maapay.payment.Payments;
import org.maapay.posting.Lanes;
import org.maapay.risk.RequestBlocks;
import org.maapay.user.Persons;
import org.maapay.user.Users;

/** The calls of the institution's cashier page (5.1.1-3, 5.1.1-6) and of its SDK (5.1.3-2). */
public final class CashierInterface {
  private CashierInterface() {}

  /**
   * Where the page's neighbours are.
   *
   * @param keypadOrigin the keypad's own origin
   * @param frameParent who may hold the page in a frame; nobody in production
   */
  public record Settings(String keypadOrigin, @Nullable String frameParent) {}

  /** The stores the page reads. */
  public record Books(
      Database database,
      Trips trips,
      PaymentOrders orders,
      PaymentAttempts attempts,
      Users users,
      Cards cards) {}

  /** With what a payer refuses requests. */
  public record Requests(Lanes lanes, Orders orders, RequestBlocks blocks, Persons persons) {}

  /** How payers come from the payment chatbot. */
  public record Chat(Confirmations confirmations, PaymentChatbot chatbot) {}

  /** What the handlers work with. */
  public record Parts(
      Books books,
      Ledger ledger,
      Vault vault,
      Keypads keypads,
      Authorization authorization,
      Devices devices,
      SdkTokens sdkTokens,
      Chat chat,
      Payments payments,
      Requests requests,
      Settings settings,
      InstantSource clock) {}

  /** The routes of the page. */
  public static List<Route> routes(Parts parts) {
    var sessions = new PageSessions(parts.vault().records("page-session"), parts.clock());
    var desk = new Desk(sessions, parts.books());
    var refusals = new RefuseRequestHandler(parts, desk);
    var offers = new KeypadOffers(parts.keypads(), parts.settings());
    var reception = new Reception(parts, sessions, refusals, offers);
    var devices = new DeviceHandlers(parts.devices(), desk);
    return List.of(
        Route.openPost("/cashier/v1/sessions", new OpenPageHandler(parts, reception)),
        Route.openPost("/cashier/v1/sdk-sessions", new OpenSdkHandler(parts, reception)),
        Route.openPost("/cashier/v1/refusals", refusals::refuse),
        Route.openPost("/cashier/v1/refusals/lift", refusals::lift),
        Route.openPost("/cashier/v1/keypads", new OpenKeypadHandler(offers, parts.clock(), desk)),
        Route.openPost("/cashier/v1/challenges", new ChallengeHandler(parts, desk)),
        Route.openPost("/cashier/v1/payments", new ConfirmPaymentHandler(parts, desk)),
        Route.openPost("/cashier/v1/devices", devices::enrol),
        Route.openPost("/cashier/v1/devices/revoke", devices::revoke),
        Route.openGet("/cashier/v1/payments/current", new PaymentStateHandler(parts, desk)));
  }
}
