package org.maapay.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maapay.bench.Clause;

/** Throughput is designed from the peak of the users (6.4-3). */
@Clause("6.4-3")
final class NeedTest {
  private static final Cost COST = new Cost(800, 400, 2_000, 3_000, 10_000, "2 cores");

  /** 72,000 payments in the busiest hour: 20 a second, and 60 at its busiest moment. */
  private static final Demand DEMAND = new Demand(960_000, 0.5, 0.15, 3);

  @TempDir private Path folder;

  @Test
  void the_peak_is_the_busiest_moment_of_the_busiest_hour() {
    assertThat(DEMAND.paymentsOfDay()).isEqualTo(480_000);
    assertThat(DEMAND.peak()).isCloseTo(60, within(1e-9));
  }

  @Test
  void processors_follow_from_the_peak_and_from_how_busy_they_may_be() {
    var need = new Need(DEMAND, COST, 0.5);
    assertThat(need.serverCores()).isCloseTo(60 * 800e-6 / 0.5, within(1e-9));
    assertThat(need.databaseCores()).isCloseTo(60 * 400e-6 / 0.5, within(1e-9));
    assertThat(need.walOfSecond()).isCloseTo(600_000, within(1e-3));
    assertThat(need.storedOfYear()).isCloseTo(480_000.0 * 2_000 * 365, within(1.0));
    assertThat(need.loggedOfDay()).isCloseTo(480_000.0 * 3_000, within(1.0));
    assertThat(need.messages()).isCloseTo(120, within(1e-9));
  }

  @Test
  void twice_the_users_take_twice_the_machines() {
    var one = new Need(new Demand(50_000_000, 1, 0.2, 4), COST, 0.5);
    var two = new Need(new Demand(100_000_000, 1, 0.2, 4), COST, 0.5);
    assertThat(two.databaseCores()).isCloseTo(2 * one.databaseCores(), within(1e-9));
    assertThat(one.databases(8)).isEqualTo(2);
    assertThat(two.databases(8)).isEqualTo(3);
    assertThat(Capacity.text(two, 8)).contains("One database is not enough");
    assertThat(Capacity.text(two, 64)).contains("One database is enough");
  }

  @Test
  void the_newest_figure_counts() throws IOException {
    var file = folder.resolve("payment.jsonl");
    Files.writeString(file, line(1_000) + "\n" + line(700) + "\n");
    assertThat(Cost.newest(file).serverMicros()).isEqualTo(700);
    assertThat(Cost.newest(file).machine()).contains("4 cores").contains("abc");
  }

  @Test
  void without_a_figure_it_says_how_to_get_one() throws IOException {
    var missing = folder.resolve("none.jsonl");
    assertThatThrownBy(() -> Cost.newest(missing)).hasMessageContaining("bench payment --save");
    var old = Files.writeString(folder.resolve("old.jsonl"), "{\"javaMicrosPerItem\":700}\n");
    assertThatThrownBy(() -> Cost.newest(old)).hasMessageContaining("bench payment --save");
  }

  @Test
  void a_demand_that_cannot_be_is_refused() {
    assertThatThrownBy(() -> new Demand(0, 1, 0.1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Demand(1, 1, 1.1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Demand(1, 1, 0.1, 0.9))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Need(DEMAND, COST, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String line(int serverMicros) {
    return "{\"javaMicrosPerItem\":"
        + serverMicros
        + ",\"postgresMicrosPerItem\":350,\"storedBytesPerItem\":2500,\"loggedBytesPerItem\":3000,"
        + "\"walBytesPerItem\":9000,\"cores\":4,\"postgresql\":\"18.6\",\"commit\":\"abc\"}";
  }
}
