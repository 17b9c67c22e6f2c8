package org.maapay.edge.http.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.maapay.Clause;
import org.maapay.database.Database;
import org.maapay.database.TestDatabase;
import org.maapay.edge.http.log.Interaction.Ended;
import org.maapay.edge.http.log.Interaction.From;
import org.maapay.edge.http.log.Interaction.What;

@Clause("6.3.1-4")
class InteractionLogTest {
  private static final Instant LAST_OF_MONTH = Instant.parse("2026-01-31T23:59:59.999Z");
  private final HikariDataSource source = TestDatabase.create();
  private final Database database = new Database(source);
  private final InteractionLog log = new InteractionLog(database);

  @AfterEach
  void close() {
    log.close();
    source.close();
  }

  @Test
  void rows_come_back_in_order_across_months() {
    log.add(row(LAST_OF_MONTH.plusMillis(1), "B", "/b"));
    log.add(row(LAST_OF_MONTH, "A", "/a"));
    log.flush();
    assertThat(log.find(InteractionQuery.since(null, 10)))
        .containsExactly(
            row(LAST_OF_MONTH, "A", "/a"), row(LAST_OF_MONTH.plusMillis(1), "B", "/b"));
    assertThat(log.find(InteractionQuery.since(LAST_OF_MONTH, 10)))
        .extracting(Interaction::incident)
        .containsExactly("B");
    assertThat(log.find(InteractionQuery.since(null, 1)))
        .as("the newest")
        .extracting(Interaction::incident)
        .containsExactly("B");
  }

  @Test
  void a_row_that_cannot_be_stored_keeps_no_other_out() {
    log.add(row(LAST_OF_MONTH, "A", "/a"));
    log.add(row(LAST_OF_MONTH, "B", "/nul\0"));
    log.add(row(LAST_OF_MONTH, "C", "/c"));
    log.flush();
    assertThat(log.find(InteractionQuery.since(null, 10)))
        .extracting(Interaction::incident)
        .containsExactly("A", "C");
  }

  /** As after a commit whose answer was lost. */
  @Test
  void rows_that_are_stored_already_stay_once_and_keep_no_other_out() {
    log.add(row(LAST_OF_MONTH, "A", "/a"));
    log.flush();
    log.add(row(LAST_OF_MONTH, "A", "/a"));
    log.add(row(LAST_OF_MONTH, "B", "/b"));
    log.flush();
    assertThat(log.find(InteractionQuery.since(null, 10)))
        .containsExactly(row(LAST_OF_MONTH, "A", "/a"), row(LAST_OF_MONTH, "B", "/b"));
  }

  @Test
  @Timeout(10)
  void rows_are_stored_soon_though_nobody_asks() {
    log.add(row(LAST_OF_MONTH, "A", "/a"));
    while (log.find(InteractionQuery.since(null, 10)).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void more_than_one_commit_takes_are_all_stored_when_somebody_waits() {
    for (int i = 0; i < 4_500; i++) {
      log.add(row(LAST_OF_MONTH, "R" + i, "/r"));
    }
    log.flush();
    assertThat(log.find(InteractionQuery.since(null, 5_000))).hasSize(4_500);
  }

  @Test
  void closing_stores_what_is_left() {
    try (var other = new InteractionLog(database)) {
      for (int i = 0; i < 1500; i++) {
        other.add(row(LAST_OF_MONTH, "R" + i, "/r"));
      }
    }
    assertThat(log.find(InteractionQuery.since(null, 2000))).hasSize(1500);
  }

  private static Interaction row(Instant at, String incident, String path) {
    return new Interaction(
        at,
        incident,
        new From(null, null, null, "203.0.113.7"),
        new What("merchant", "POST", path, null, null, null, "{}"),
        new Ended(200, null, 1));
  }
}
