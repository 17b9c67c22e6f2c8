package org.maapay.payer;

import java.util.List;

/** An opened session as the institution describes it. */
final class Sessions {
  private Sessions() {}

  static OrderFacts order(Json session) {
    var order = session.object("order");
    return new OrderFacts(
        order.text("payOrderNo"),
        order.text("merchantName"),
        order.text("goodsName"),
        order.text("amount"),
        session.object("payer").text("mobile"),
        order.text("expiresAt"));
  }

  static List<Method> methods(Json session) {
    return session.objects("methods").stream().map(Sessions::method).toList();
  }

  /** Whether the institution knows this device's key. */
  static boolean isRegistered(Json session, String device) {
    return session.objects("devices").stream()
        .anyMatch(key -> key.text("kind").equals("SDK") && key.text("keyId").equals(device));
  }

  private static Method method(Json method) {
    var about = method.text("available");
    return new Method(
        method.text("id"),
        method.text("kind"),
        method.text("label"),
        about.isEmpty() ? method.text("cardType") : about,
        method.flag("enough"));
  }
}
