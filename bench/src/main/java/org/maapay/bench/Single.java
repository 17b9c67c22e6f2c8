package org.maapay.bench;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * One payment alone on an idle machine, from the signed order to {@code PAID}: what it takes beyond
 * the commits that it waits for, one after the other, on the same PostgreSQL.
 */
final class Single {
  /** Keypad taken, try begun, paid, try ended. */
  private static final int COMMITS_OF_CONFIRMING = 4;

  /** Before them: the signature's nonce, the order, the keypad. */
  private static final int COMMITS = 3 + COMMITS_OF_CONFIRMING;

  private final Stage stage;

  private Single(Stage stage) {
    this.stage = stage;
  }

  /** A figure and how many payments were acknowledged on the way to it. */
  record Result(Figure figure, int acknowledged) {}

  static Result measure(Stage stage, int warmUp, int counted) throws IOException, SQLException {
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
    var figure =
        figure(Latencies.of(whole), Latencies.of(confirming), commits(stage.books(), counted));
    return new Result(figure, warmUp + counted);
  }

  /** Commits of one row each, one after the other. */
  private static Latencies commits(Books books, int count) throws SQLException {
    var took = new ArrayList<Duration>();
    try (var connection = books.connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS bench_commit (n integer)");
      try (var insert = connection.prepareStatement("INSERT INTO bench_commit VALUES (?)")) {
        for (int i = 0; i < count; i++) {
          insert.setInt(1, i);
          var began = System.nanoTime();
          insert.executeUpdate();
          took.add(Duration.ofNanos(System.nanoTime() - began));
        }
      }
      statement.execute("DROP TABLE bench_commit");
    }
    return Latencies.of(took);
  }

  private static Figure figure(Latencies whole, Latencies confirm, Latencies commit) {
    double one = commit.percentileMillis(50);
    double beyond = whole.percentileMillis(50) - COMMITS * one;
    var figure =
        Figure.of(
            "single",
            whole,
            Map.of(
                "commits", COMMITS,
                "commitP50Millis", one,
                "confirmP50Millis", confirm.percentileMillis(50),
                "confirmP99Millis", confirm.percentileMillis(99),
                "confirmBeyondMillis",
                    thousandths(confirm.percentileMillis(50) - COMMITS_OF_CONFIRMING * one)));
    return new Figure("single", thousandths(beyond), "ms", Optional.empty(), figure.more());
  }

  private static double thousandths(double millis) {
    return Math.round(millis * 1_000) / 1_000.0;
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
