package org.maapay.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** One payment alone on an idle machine: from the signed order to {@code PAID}, whole. */
final class Single {
  private final Stage stage;

  private Single(Stage stage) {
    this.stage = stage;
  }

  /** A figure and how many payments were acknowledged on the way to it. */
  record Result(Figure figure, int acknowledged) {}

  static Result measure(Stage stage, int warmUp, int counted) throws IOException {
    var single = new Single(stage);
    var whole = new ArrayList<Duration>();
    var confirming = new ArrayList<Duration>();
    for (int i = 0; i < warmUp + counted; i++) {
      var began = System.nanoTime();
      var typed = single.type(i);
      var confirmed = System.nanoTime();
      single.confirm(typed);
      if (i >= warmUp) {
        whole.add(Duration.ofNanos(System.nanoTime() - began));
        confirming.add(Duration.ofNanos(System.nanoTime() - confirmed));
      }
    }
    return new Result(figure(Latencies.of(whole), Latencies.of(confirming)), warmUp + counted);
  }

  private static Figure figure(Latencies whole, Latencies confirm) {
    var figure =
        Figure.of(
            "single",
            whole,
            Map.of(
                "confirmP50Millis", confirm.percentileMillis(50),
                "confirmP99Millis", confirm.percentileMillis(99)));
    return new Figure("single", whole.percentileMillis(50), "ms", Optional.empty(), figure.more());
  }

  private Payer.Typed type(int index) throws IOException {
    var user = stage.user(index);
    var order = stage.shop().order(stage.prefix() + "-" + index, user.mobileNo(), Wishes.FEN);
    var placed = stage.merchant().orders().place(order).orThrow();
    var page = stage.payer().open(URI.create(placed.payUrl().orElseThrow()));
    return stage.payer().type(page, Payer.Source.BALANCE, user.paymentPassword());
  }

  private void confirm(Payer.Typed typed) throws IOException {
    if (!(stage.payer().confirm(typed) instanceof Payer.Answer.Paid)) {
      throw new IOException("it was not paid");
    }
  }
}
