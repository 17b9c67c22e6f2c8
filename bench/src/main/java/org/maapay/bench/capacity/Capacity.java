package org.maapay.bench.capacity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code maapay bench capacity}: from users to machines. */
@Command(
    name = "capacity",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    description = {
      "What a number of users takes, from the payment figure that was saved last. Measure on the",
      "machines you mean to use: maapay bench payment --save. docs/operating/capacity.md",
      ""
    })
public final class Capacity implements Callable<Integer> {
  private static final double MEGA = 1e6;
  private static final double GIGA = 1e9;

  @Option(names = "--users", required = true, description = "Users who have an account.")
  private long users;

  @Option(
      names = "--payments",
      defaultValue = "0.5",
      description = "Payments of one user on the busiest day (default: ${DEFAULT-VALUE}).")
  private double payments;

  @Option(
      names = "--busiest-hour",
      defaultValue = "0.15",
      description = "The share of that day's payments in its busiest hour (default: 0.15).")
  private double busiestHour;

  @Option(
      names = "--surge",
      defaultValue = "3",
      description = "The busiest moment of that hour, in means of it (default: 3).")
  private double surge;

  @Option(
      names = "--busy",
      defaultValue = "0.5",
      description = "How busy processors may be at the peak (default: 0.5).")
  private double busy;

  @Option(
      names = "--database-cores",
      defaultValue = "32",
      description = "Processors of the largest database machine you have (default: 32).")
  private int databaseCores;

  @Option(
      names = "--results",
      paramLabel = "payment.jsonl",
      description = "Where the figure stands (default: bench/results/payment.jsonl).")
  private @Nullable Path results;

  @Override
  public Integer call() throws IOException {
    if (databaseCores < 1) {
      System.err.println("bench: a database machine has at least one processor");
      return 2;
    }
    var home = Path.of(System.getProperty("maapay.home", "."));
    var file = results == null ? home.resolve("bench/results/payment.jsonl") : results;
    try {
      var demand = new Demand(users, payments, busiestHour, surge);
      System.out.print(text(new Need(demand, Cost.newest(file), busy), databaseCores));
      return 0;
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      return 2;
    }
  }

  static String text(Need need, int databaseCores) {
    var demand = need.demand();
    var text = new Lines();
    text.add("payments on the busiest day", "%,.0f", demand.paymentsOfDay());
    text.add("payments a second at the peak", "%,.1f", demand.peak());
    text.add("messages to handsets a second", "%,.1f", need.messages());
    text.add("processors of servers", "%,.1f", need.serverCores());
    text.add("processors of databases", "%,.1f", need.databaseCores());
    text.add("database machines", "%,.0f", (double) need.databases(databaseCores));
    text.add("written ahead at the peak, MB/s", "%,.1f", need.walOfSecond() / MEGA);
    text.add("books, GB a year of such days", "%,.0f", need.storedOfYear() / GIGA);
    text.add("log of calls, GB on such a day", "%,.1f", need.loggedOfDay() / GIGA);
    text.say("Costs measured on " + need.cost().machine() + ".");
    text.say(
        need.databases(databaseCores) > 1
            ? "One database is not enough: docs/operating/citus.md. Servers share nothing else."
            : "One database is enough; a second machine stands by for it. Two servers at least.");
    return text.toString();
  }

  private static final class Lines {
    private final StringBuilder text = new StringBuilder();

    void add(String what, String format, double value) {
      text.append(String.format(Locale.ROOT, "%-34s " + format + "%n", what, value));
    }

    void say(String sentence) {
      text.append(sentence).append(System.lineSeparator());
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
