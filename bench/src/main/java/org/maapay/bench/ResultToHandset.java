package org.maapay.bench;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * How long after the payment's commit its result stands on the handset: platform, callback, the
 * merchant's chatbot, operator and terminal together. The order is placed in the chat, as users do.
 */
final class ResultToHandset {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern LINK = Pattern.compile("http[^\"\\s]*/pay/[^\"\\s&]+");
  private static final String PAID = "支付成功";

  private final Stage stage;
  private final Handset handset;
  private final DemoFacts.User user;
  private final String chatbot;

  private ResultToHandset(Stage stage, Handset handset, DemoFacts.User user) throws IOException {
    this.stage = stage;
    this.handset = handset;
    this.user = user;
    this.chatbot = handset.chatbot(stage.facts().merchant().name());
  }

  /** Buys something {@code count} times from the demo merchant's chatbot. */
  static Figure measure(Stage stage, int count) throws IOException, SQLException {
    var user = stage.handsetUser();
    var places = stage.facts().places();
    try (var handset =
        new Handset(stage.http(), places.handset(), user.mobileNo(), InstantSource.system())) {
      var chat = new ResultToHandset(stage, handset, user);
      var times = new ArrayList<Duration>();
      for (int i = 0; i <= count; i++) {
        var time = chat.buy();
        if (i > 0) { // The first one warms up.
          times.add(time);
        }
      }
      return Figure.of("result-to-handset", Latencies.of(times), Map.of("budgetMillis", 1_000));
    }
  }

  private Duration buy() throws IOException, SQLException {
    handset.write(chatbot, "逛一逛");
    var goods = handset.await(shown -> shown.text().contains("\"buy:"), PATIENCE);
    handset.tap(chatbot, buyButton(goods.message()));
    var card = handset.await(shown -> LINK.matcher(shown.text()).find(), PATIENCE);
    var link = LINK.matcher(card.text());
    if (!link.find()) {
      throw new IOException("the pay card has no link");
    }
    var page = stage.payer().open(URI.create(link.group()));
    var typed = stage.payer().type(page, source(page), user.paymentPassword());
    if (stage.payer().confirm(typed) instanceof Payer.Answer.Declined(var reason)) {
      throw new IOException("the payment was declined: " + reason);
    }
    var result = handset.await(shown -> shown.text().contains(PAID), PATIENCE);
    return Duration.between(committed(page.payOrderNo()), result.at());
  }

  private static Payer.Source source(Payer.Page page) {
    return page.offers(Payer.Source.BALANCE) ? Payer.Source.BALANCE : Payer.Source.CARD;
  }

  /** The reply of the last button that buys: any goods will do. */
  private static JsonNode buyButton(JsonNode message) throws IOException {
    return message.findValues("reply").stream()
        .filter(reply -> data(reply).startsWith("buy:"))
        .reduce((_, last) -> last)
        .orElseThrow(() -> new IOException("nothing can be bought"));
  }

  private static String data(JsonNode reply) {
    return reply.path("postback").path("data").asString("");
  }

  private Instant committed(String payOrderNo) throws SQLException {
    try (var connection = stage.books().connect();
        var query =
            connection.prepareStatement(
                "SELECT ended_at FROM payment_order WHERE pay_order_no = ?")) {
      query.setString(1, payOrderNo);
      try (var row = query.executeQuery()) {
        if (!row.next() || row.getTimestamp(1) == null) {
          throw new SQLException("the order is told to be paid and is not");
        }
        return row.getTimestamp(1).toInstant();
      }
    }
  }
}
