package org.maapay.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What should happen, in plain numbers: no line of the platform takes part. */
final class Model {
  final Map<String, Long> users = new HashMap<>();
  final Map<String, Long> merchants = new HashMap<>();
  final Map<String, Order> orders = new HashMap<>();
  final Map<UUID, Hold> holds = new HashMap<>();
  final Map<String, Long> held = new HashMap<>();
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
    if (free(user) < order.amount) {
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

  /** One hold as it should stand. */
  static final class Hold {
    final String user;
    final long amount;
    final @Nullable Long expires;
    String state = "PENDING";
    long posted;

    Hold(String user, long amount, @Nullable Long expires) {
      this.user = user;
      this.amount = amount;
      this.expires = expires;
    }

    long left() {
      return state.equals("PENDING") ? amount - posted : 0;
    }

    boolean isDue(long now) {
      return state.equals("PENDING") && expires != null && expires <= now;
    }

    private boolean isOver(long now) {
      return !state.equals("PENDING") || isDue(now);
    }
  }

  /** {@code life} is how long it lasts; null if for ever. */
  String hold(UUID number, String user, long amount, @Nullable Long life, long now) {
    if (free(user) < amount) {
      return "Insufficient";
    }
    holds.put(number, new Hold(user, amount, life == null ? null : now + life));
    held.merge(user, amount, Long::sum);
    return "Placed";
  }

  String postHold(Hold hold, String merchant, long amount, long now) {
    if (hold.isOver(now)) {
      return "Ended";
    }
    if (hold.left() < amount) {
      return "TooMuch";
    }
    hold.posted += amount;
    held.merge(hold.user, -amount, Long::sum);
    users.merge(hold.user, -amount, Long::sum);
    merchants.merge(merchant, amount, Long::sum);
    if (hold.posted == hold.amount) {
      hold.state = "POSTED";
    }
    return "Posted";
  }

  String voidHold(Hold hold, long now) {
    return hold.isOver(now) ? "Ended" : end(hold, "VOIDED", "Voided");
  }

  /** The clock has done its work: what is past its end is free; returns how many holds. */
  int expire(long now) {
    int expired = 0;
    for (var hold : holds.values()) {
      if (hold.isDue(now)) {
        end(hold, "EXPIRED", "");
        expired++;
      }
    }
    return expired;
  }

  /** What a user may spend. */
  long free(String user) {
    return money(users, user) - money(held, user);
  }

  private String end(Hold hold, String state, String answer) {
    held.merge(hold.user, -hold.left(), Long::sum);
    hold.state = state;
    return answer;
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
