package org.maapay.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.maapay.simulator.TestDatabase;
import org.maapay.simulator.store.Database;
import org.maapay.simulator.wire.Exchange.Got;
import org.maapay.simulator.wire.Exchange.Hop;
import org.maapay.simulator.wire.Exchange.Link;
import org.maapay.simulator.wire.Exchange.Sent;

class WireLogTest {
  private static final Instant NOON = Instant.parse("2026-01-01T04:00:00Z");
  private static final Exchange EXCHANGE =
      Exchange.of(
          new Hop(Link.PLATFORM, "海风咖啡", "MaaPay"),
          new Sent("POST", "/v1/payment-orders", Map.of("a", "b"), "{}"),
          new Got(200, Map.of(), "{}"));

  @Test
  void records_are_watched_kept_and_numbered_on_after_a_restart() throws Exception {
    var access = TestDatabase.create();
    var seen = new ArrayList<Long>();
    long last;
    try (var database = Database.open(access, "simulator")) {
      var log = new WireLog(database, () -> NOON);
      try (var _ = log.watch(record -> seen.add(record.id()))) {
        log.add(EXCHANGE.about("P1"), Duration.ofMillis(3));
      }
      last = log.add(EXCHANGE, Duration.ofMillis(5)).id();
      log.close();
    }
    assertThat(seen).hasSize(1);
    try (var database = Database.open(access, "simulator")) {
      var log = new WireLog(database, () -> NOON);
      var kept = log.after(0, 10);
      assertThat(kept).hasSize(2);
      assertThat(kept.getFirst().path("subject").asString()).isEqualTo("P1");
      assertThat(kept.getFirst().path("tookMicros").asLong()).isEqualTo(3000);
      assertThat(kept.getFirst().path("at").asString()).isEqualTo("2026-01-01T03:59:59.997Z");
      assertThat(log.after(last - 1, 10)).hasSize(1);
      assertThat(log.add(EXCHANGE, Duration.ZERO).id()).isGreaterThan(last);
      log.close();
    }
  }

  @Test
  void only_the_newest_are_kept() throws Exception {
    try (var database = Database.open(TestDatabase.create(), "simulator")) {
      var records = new WireRecords(database);
      records.create();
      for (long id = 1; id <= 30; id++) {
        records.store(List.of(new WireRecord(id, NOON, 1, EXCHANGE)), 10);
      }
      assertThat(records.after(0, 100)).hasSize(10);
    }
  }
}
