package org.maapay.simulator.terminal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maapay.payer.Method;
import org.maapay.payer.Notice;
import org.maapay.payer.OrderFacts;
import org.maapay.payer.View;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the SDK shows, as the handset's page draws it. */
final class SdkViews {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SdkViews() {}

  static ObjectNode json(View view) {
    var json = NODES.objectNode();
    switch (view) {
      case View.Opening() -> json.put("at", "opening");
      case View.Order(var order, var methods, var chosen, var biometric, var notice) -> {
        json.put("at", "order").put("chosen", chosen).put("biometric", biometric);
        json.set("order", order(order));
        var list = json.putArray("methods");
        methods.forEach(method -> list.add(method(method)));
        notice(json, notice);
      }
      case View.Keypad(var order, var method, var sprite, var length, var entered, var notice) -> {
        json.put("at", "keypad")
            .put("sprite", sprite)
            .put("length", length)
            .put("entered", entered);
        json.set("order", order(order));
        json.set("method", method(method));
        notice(json, notice);
      }
      case View.Working(var order, var what) ->
          json.put("at", "working").put("what", name(what)).set("order", order(order));
      case View.Paid(var order, var method, var paidAt, var before, var mayEnrol) -> {
        json.put("at", "paid").put("method", method).put("paidAt", paidAt);
        json.put("before", before).put("mayEnrol", mayEnrol).set("order", order(order));
      }
      case View.Ended(var why, var order) -> {
        json.put("at", "ended").put("why", name(why));
        if (order != null) {
          json.set("order", order(order));
        }
      }
    }
    return json;
  }

  private static ObjectNode order(OrderFacts order) {
    return NODES
        .objectNode()
        .put("payOrderNo", order.payOrderNo())
        .put("payee", order.payee())
        .put("goods", order.goods())
        .put("amount", order.amount())
        .put("payer", order.payer())
        .put("expiresAt", order.expiresAt());
  }

  private static ObjectNode method(Method method) {
    return NODES
        .objectNode()
        .put("id", method.id())
        .put("kind", method.kind())
        .put("label", method.label())
        .put("about", method.about())
        .put("enough", method.enough());
  }

  private static void notice(ObjectNode json, @Nullable Notice notice) {
    if (notice != null) {
      json.putObject("notice")
          .put("kind", name(notice.kind()))
          .put("triesLeft", notice.triesLeft())
          .put("until", notice.until());
    }
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
