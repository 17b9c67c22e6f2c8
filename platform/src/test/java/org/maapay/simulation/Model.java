package org.maapay.simulation;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What should happen, in plain numbers: no line of the platform takes part. */
final class Model {
  final Map<String, Long> users = new HashMap<>();
  final Map<String, Long> merchants = new HashMap<>();
  final Map<String, Order> orders = new HashMap<>();
  long bank;

  /** One order as it should stand. */
  static final class Order {
    final String merchant;
    final long amount;
    final long expires;
    String state = "CREATED";
    @Nullable String payer;
    boolean byCard;
    long refunded;
    final Map<String, Long> refunds = new HashMap<>();

    Order(String merchant, long amount, long expires) {
      this.merchant = merchant;
      this.amount = amount;
      this.expires = expires;
    }

    /** The status as merchants see it. */
    String status() {
      if (!state.equals("PAID")) {
        return state;
      }
      if (refunded == 0) {
        return "SUCCESS";
      }
      return refunded == amount ? "REFUNDED" : "PARTIALLY_REFUNDED";
    }
  }

  void place(String number, String merchant, long amount, long expires) {
    orders.put(number, new Order(merchant, amount, expires));
  }

  String payFromBalance(Order order, String user, long now) {
    var refused = refusal(order, now);
    if (refused != null) {
      return refused;
    }
    if (money(users, user) < order.amount) {
      return "Declined";
    }
    users.merge(user, -order.amount, Long::sum);
    succeed(order, user, false);
    return "Paid";
  }

  /** {@code happens} is what the bank was told to do. */
  String payByCard(Order order, String user, long now, String happens) {
    var refused = refusal(order, now);
    if (refused != null) {
      return refused;
    }
    return switch (happens) {
      case "NONE" -> {
        bank += order.amount;
        succeed(order, user, true);
        yield "Paid";
      }
      case "DECLINED" -> "Declined";
      case "ANSWER_LOST" -> {
        bank += order.amount;
        order.payer = user;
        order.state = "PAYING";
        order.byCard = true;
        yield "Unknown";
      }
      case "REQUEST_LOST" -> {
        order.state = "PAYING";
        order.byCard = false;
        yield "Unknown";
      }
      default -> throw new IllegalArgumentException(happens);
    };
  }

  /** Everything that nobody knew is asked about: the bank took the money, or never heard of it. */
  void resolve() {
    for (var order : orders.values()) {
      if (order.state.equals("PAYING")) {
        if (order.byCard) {
          merchants.merge(order.merchant, order.amount, Long::sum);
          order.state = "PAID";
        } else {
          order.state = "CREATED";
        }
      }
    }
  }

  String refund(Order order, String number, long amount) {
    var earlier = order.refunds.get(number);
    if (earlier != null) {
      return earlier == amount ? "Replayed" : "Conflicting";
    }
    if (!order.state.equals("PAID") || order.payer == null) {
      return "NotPaid";
    }
    if (order.amount - order.refunded < amount) {
      return "TooMuch";
    }
    if (money(merchants, order.merchant) < amount) {
      return "MerchantShort";
    }
    merchants.merge(order.merchant, -amount, Long::sum);
    if (order.byCard) {
      bank -= amount;
    } else {
      users.merge(order.payer, amount, Long::sum);
    }
    order.refunded += amount;
    order.refunds.put(number, amount);
    return "Accepted";
  }

  String close(Order order) {
    if (order.state.equals("CREATED") || order.state.equals("CLOSED")) {
      order.state = "CLOSED";
      return "Closed";
    }
    return "Refused";
  }

  /** A merchant's money leaves by another way, so that refunds find too little now and then. */
  boolean withdraw(String merchant, String user, long amount) {
    if (money(merchants, merchant) < amount) {
      return false;
    }
    merchants.merge(merchant, -amount, Long::sum);
    users.merge(user, amount, Long::sum);
    return true;
  }

  private void succeed(Order order, String user, boolean byCard) {
    merchants.merge(order.merchant, order.amount, Long::sum);
    order.state = "PAID";
    order.payer = user;
    order.byCard = byCard;
  }

  private static @Nullable String refusal(Order order, long now) {
    return !order.state.equals("CREATED") || now >= order.expires ? "Refused" : null;
  }

  private static long money(Map<String, Long> accounts, String name) {
    return accounts.getOrDefault(name, 0L);
  }
}
