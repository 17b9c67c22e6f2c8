package org.maapay.edge.cashier;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maapay.card.Card;
import org.maapay.database.OneTrip;
import org.maapay.database.Trips;
import org.maapay.device.DeviceKey;
import org.maapay.device.Devices;
import org.maapay.edge.cashier.CashierInterface.Books;
import org.maapay.edge.cashier.CashierInterface.Settings;
import org.maapay.edge.cashier.PageSession.SdkDevice;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.json.Json;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.keys.PinStanding;
import org.maapay.keys.PinVault;
import org.maapay.ledger.Ledger;
import org.maapay.order.PaymentOrder;
import org.maapay.user.User;
import org.maapay.wallet.WalletInstitution;

/** Opens a session for whoever was let in, and tells all that page or SDK shows. */
final class Reception {
  private final Books books;
  private final Trips trips;
  private final Ledger ledger;
  private final PinVault pins;
  private final Devices devices;
  private final PageSessions sessions;
  private final Settings settings;
  private final RefuseRequestHandler refusals;
  private final KeypadOffers offers;
  private final InstantSource clock;

  Reception(
      CashierInterface.Parts parts,
      PageSessions sessions,
      RefuseRequestHandler refusals,
      KeypadOffers offers) {
    this.refusals = refusals;
    this.offers = offers;
    this.books = parts.books();
    this.trips = parts.books().trips();
    this.ledger = parts.ledger();
    this.pins = parts.vault().pins();
    this.devices = parts.devices();
    this.sessions = sessions;
    this.settings = parts.settings();
    this.clock = parts.clock();
  }

  /** An order as it stands, and what is known of whoever is to pay it. */
  record Guest(PaymentOrder order, Optional<UserId> holder, boolean blocked) {}

  /** Who pays, if he has an account: what he owns and how he may confirm. */
  private record Purse(
      User user, Money balance, List<Card> cards, List<DeviceKey> devices, PinStanding password) {}

  /** The order {@code no} and who is to pay it. */
  Optional<Guest> find(PayOrderNo no) {
    var trip = new OneTrip();
    var held = trip.ask(books.orders().lookHeld(no));
    var blocked = trip.ask(refusals.lookBlocked(no));
    trips.go(trip);
    return held.get().map(found -> new Guest(found.order(), found.holder(), blocked.get()));
  }

  /**
   * Opens a session for an order that was read before.
   *
   * @param device the SDK's; absent for a page
   */
  Reply open(PaymentOrder order, Optional<SdkDevice> device) {
    var trip = new OneTrip();
    var holder = trip.ask(books.orders().lookHolder(order.payOrderNo()));
    var blocked = trip.ask(refusals.lookBlocked(order.payOrderNo()));
    trips.go(trip);
    return open(new Guest(order, holder.get(), blocked.get()), device);
  }

  /** Opens a session for whoever was found. */
  Reply open(Guest guest, Optional<SdkDevice> device) {
    var order = guest.order();
    var purse = guest.holder().flatMap(payer -> purse(payer, order.wish().mobile()));
    var payer = purse.map(found -> found.user().id());
    var opened = sessions.open(order, payer, device);
    var answer =
        Json.members()
            .put("session", opened.token())
            .put("sessionId", opened.session().id())
            .put("expiresInSeconds", PageSessions.LIFE.toSeconds())
            .put("order", Shown.order(order, clock.instant()))
            .put("payer", payer(order, purse))
            .put("methods", methods(order, purse))
            .put("password", password(purse))
            .put(
                "devices",
                Json.of(
                    purse.map(Purse::devices).orElse(List.of()).stream()
                        .map(Reception::device)
                        .toList()))
            .put("blocked", guest.blocked())
            .put("brand", Json.members().build())
            .put("keypadOrigin", settings.keypadOrigin())
            .putIfPresent("frameParent", settings.frameParent())
            .putIfPresent("returnUrl", order.wish().terms().returnUrl());
    purse
        .filter(found -> mayType(order, found.password()))
        .ifPresent(found -> answer.put("keypad", offers.of(opened.session(), found.user().id())));
    return Answer.ok(answer.build());
  }

  /** Whether a password typed now could pay. */
  private boolean mayType(PaymentOrder order, PinStanding password) {
    return Shown.status(order, clock.instant()).equals("PAYABLE")
        && password.set()
        && password.lockedUntil().isEmpty();
  }

  /** All of one payer in one trip, into his bucket. */
  private Optional<Purse> purse(UserId payer, MobileNumber mobile) {
    var trip = new OneTrip();
    var user = books.users().ask(trip, payer, mobile);
    var balance = trip.ask(ledger.lookFree(payer.account()));
    var cards = trip.ask(books.cards().look(payer));
    var keys = trip.ask(devices.look(payer));
    var password = trip.ask(pins.lookStanding(payer));
    trips.go(trip);
    return user.get()
        .map(found -> new Purse(found, balance.get(), cards.get(), keys.get(), password.get()));
  }

  private static Json.Obj payer(PaymentOrder order, Optional<Purse> purse) {
    return Json.members()
        .put("mobile", order.wish().mobile().masked())
        .put("registered", purse.isPresent())
        .putIfPresent("name", purse.flatMap(found -> found.user().maskedName()).orElse(null))
        .build();
  }

  private static Json methods(PaymentOrder order, Optional<Purse> purse) {
    var methods = new ArrayList<Json>();
    purse.ifPresent(found -> {
      methods.add(balance(order, found.balance()));
      found.cards().forEach(card -> methods.add(card(card)));
    });
    return Json.of(methods);
  }

  private static Json.Obj balance(PaymentOrder order, Money balance) {
    return Json.members()
        .put("id", WalletInstitution.BALANCE)
        .put("kind", "BALANCE")
        .put("label", "余额")
        .put("available", balance.toString())
        .put("enough", balance.compareTo(order.wish().amount()) >= 0)
        .build();
  }

  private static Json.Obj card(Card card) {
    return Json.members()
        .put("id", card.id())
        .put("kind", "CARD")
        .put("label", card.label())
        .put("bank", card.bank())
        .put("last4", card.last4())
        .put("cardType", card.kind().name())
        .put("enough", true)
        .build();
  }

  private static Json.Obj device(DeviceKey key) {
    return Json.members()
        .put("keyId", key.keyId())
        .put("kind", key.kind().name())
        .put("label", key.label())
        .build();
  }

  private static Json.Obj password(Optional<Purse> purse) {
    if (purse.isEmpty()) {
      return Json.members().put("set", false).put("triesLeft", 0).build();
    }
    var standing = purse.get().password();
    return Json.members()
        .put("set", standing.set())
        .put("triesLeft", (long) standing.triesLeft())
        .putIfPresent("lockedUntil", standing.lockedUntil().map(Object::toString).orElse(null))
        .build();
  }
}
