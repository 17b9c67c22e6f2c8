package org.maapay.bench.crash;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.maapay.bench.DemoFacts.User;
import org.maapay.bench.Payer;
import org.maapay.bench.Payer.Source;
import org.maapay.bench.Shop;
import org.maapay.merchant.MaaPay;

/** What users own: as their cashier page shows it, and as it must follow from their payments. */
final class Balances {
  private Balances() {}

  /** Asks the page of every user, with an order named {@code prefix} that nobody pays. */
  static Map<User, Long> shown(
      MaaPay platform, Payer payer, Shop shop, Collection<User> users, String prefix)
      throws IOException {
    var shown = new HashMap<User, Long>();
    for (var user : users) {
      var no = prefix + shown.size();
      var placed = platform.orders().place(shop.order(no, user.mobileNo(), 1)).orThrow();
      var page = payer.open(URI.create(placed.payUrl().orElseThrow()));
      shown.put(user, page.availableFen().orElseThrow());
    }
    return shown;
  }

  /** What has to be left: the opening balance, less what was paid from it, plus what came back. */
  static Map<User, Long> expected(
      Map<User, Long> opening, Collection<Story> stories, Map<String, Observed> books) {
    var expected = new HashMap<>(opening);
    for (var story : stories) {
      var order = books.get(story.wish().orderNo());
      if (order != null && order.isPaid() && story.wish().source() == Source.BALANCE) {
        expected.merge(story.wish().payer(), order.refundedFen() - order.fen(), Long::sum);
      }
    }
    return expected;
  }

  /** Where the two differ, in words. */
  static List<String> differences(Map<User, Long> expected, Map<User, Long> shown) {
    var differences = new ArrayList<String>();
    expected.forEach((user, fen) -> {
      if (!fen.equals(shown.get(user))) {
        differences.add("user " + user + " should own " + fen + " fen and owns " + shown.get(user));
      }
    });
    return differences;
  }
}
