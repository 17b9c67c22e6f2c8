package org.maapay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.maapay.server.ServerSettings.DatabaseSettings;

/** What who wants a connection waits for. */
class ConnectionPoolTest {
  private static final Duration MOMENT = Duration.ofSeconds(3);

  @Test
  void once_a_process_stops_nobody_waits_for_a_database_that_is_gone() throws Exception {
    try (var postgres = EmbeddedPostgres.start();
        var pool = pool(postgres)) {
      pool.hurry();
      try (var connection = pool.getConnection()) {
        assertThat(connection.isValid(1)).as("one that is there serves as before").isTrue();
      }
      end(postgres, pool);
      long begun = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(pool::getConnection).isInstanceOf(SQLTransientConnectionException.class);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(MOMENT);
    }
  }

  @Test
  void who_waits_when_the_stop_begins_waits_no_longer() throws Exception {
    try (var postgres = EmbeddedPostgres.start();
        var pool = pool(postgres)) {
      end(postgres, pool);
      var waiting = Thread.startVirtualThread(() -> refused(pool));
      pool.hurry();
      assertThat(waiting.join(MOMENT)).isTrue();
    }
  }

  /** Whoever used a connection a moment ago would get it again unseen. */
  private static void end(EmbeddedPostgres postgres, ConnectionPool pool) throws IOException {
    postgres.close();
    pool.getHikariPoolMXBean().softEvictConnections();
  }

  private static void refused(ConnectionPool pool) {
    assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);
  }

  private static ConnectionPool pool(EmbeddedPostgres postgres) {
    var url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    return Pools.open("test", new DatabaseSettings(url, "postgres", "", 4, false), 4);
  }
}
