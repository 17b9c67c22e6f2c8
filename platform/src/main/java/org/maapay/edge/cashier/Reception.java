package org.maapay.edge.cashier;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maapay.card.Card;
import org.maapay.device.DeviceKey;
import org.maapay.device.Devices;
import org.maapay.edge.cashier.CashierInterface.Books;
import org.maapay.edge.cashier.CashierInterface.Settings;
import org.maapay.edge.cashier.PageSession.SdkDevice;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.json.Json;
import org.maapay.kernel.Money;
import org.maapay.keys.PinVault;
import org.maapay.ledger.Ledger;
import org.maapay.order.PaymentOrder;
import org.maapay.user.User;
import org.maapay.wallet.WalletInstitution;

/** Opens a session for whoever was let in, and tells all that page or SDK shows. */
final class Reception {
  private final Books books;
  private final Ledger ledger;
  private final PinVault pins;
  private final Devices devices;
  private final PageSessions sessions;
  private final Settings settings;
  private final RefuseRequestHandler refusals;
  private final InstantSource clock;

  Reception(CashierInterface.Parts parts, PageSessions sessions, RefuseRequestHandler refusals) {
    this.refusals = refusals;
    this.books = parts.books();
    this.ledger = parts.ledger();
    this.pins = parts.vault().pins();
    this.devices = parts.devices();
    this.sessions = sessions;
    this.settings = parts.settings();
    this.clock = parts.clock();
  }

  /** Who pays, if he has an account: his balance and cards. */
  private record Purse(User user, Money balance, List<Card> cards) {}

  /**
   * Opens a session.
   *
   * @param device the SDK's; absent for a page
   */
  Reply open(PaymentOrder order, Optional<SdkDevice> device) {
    var purse = books.database().read(tx -> purse(tx, order));
    var blocked = books.database().read(tx -> refusals.isBlocked(tx, order));
    var payer = purse.map(found -> found.user().id());
    var opened = sessions.open(order.payOrderNo(), payer, device);
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
                    payer.map(devices::of).orElse(List.of()).stream()
                        .map(Reception::device)
                        .toList()))
            .put("blocked", blocked)
            .put("brand", Json.members().build())
            .put("keypadOrigin", settings.keypadOrigin())
            .putIfPresent("frameParent", settings.frameParent())
            .putIfPresent("returnUrl", order.wish().terms().returnUrl());
    return Answer.ok(answer.build());
  }

  private Optional<Purse> purse(Connection tx, PaymentOrder order) throws SQLException {
    var user = books.users().find(tx, order.wish().mobile());
    if (user.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Purse(
            user.get(),
            ledger.free(tx, user.get().account()),
            books.cards().of(tx, user.get().id())));
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

  private Json.Obj password(Optional<Purse> purse) {
    if (purse.isEmpty()) {
      return Json.members().put("set", false).put("triesLeft", 0).build();
    }
    var standing = pins.standing(purse.get().user().id());
    return Json.members()
        .put("set", standing.set())
        .put("triesLeft", (long) standing.triesLeft())
        .putIfPresent("lockedUntil", standing.lockedUntil().map(Object::toString).orElse(null))
        .build();
  }
}
