package org.maapay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopiedRowsTest {
  private static final String TABLE = "copied (t, b, s, l, at)";
  private final HikariDataSource source = TestDatabase.create();
  private final Database database = new Database(source);

  @BeforeEach
  void make() {
    run("CREATE TABLE copied (t text, b bytea, s smallint, l bigint PRIMARY KEY, at timestamptz)");
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void values_and_absent_values_arrive_as_they_were_put() {
    var rows = new CopiedRows(5);
    var at = Instant.parse("2026-11-27T20:15:30.123456789Z");
    rows.row().put("海风\t\"\\N").put(new byte[] {0, -1}).put((short) -3).put(1L).put(at);
    rows.row().put((String) null).put((byte[]) null).put((short) 7).put(2L).put(at);
    database.run(tx -> rows.into(tx, TABLE));
    assertThat(stored())
        .containsExactly(
            "(\"海风\t\"\"\\\\N\",\"\\\\x00ff\",-3,1,\"2026-11-27 20:15:30.123456+00\")",
            "(,,7,2,\"2026-11-27 20:15:30.123456+00\")");
  }

  @Test
  void more_than_the_buffer_holds_arrives_whole() {
    var rows = new CopiedRows(5);
    for (long i = 0; i < 3_000; i++) {
      rows.row().put("x".repeat(100)).put(new byte[0]).put((short) 1).put(i).put(Instant.EPOCH);
    }
    database.run(tx -> rows.into(tx, TABLE));
    assertThat(stored()).hasSize(3_000);
  }

  @Test
  void if_one_is_there_already_none_is_stored_and_the_connection_goes_on() {
    run("INSERT INTO copied (l) VALUES (2)");
    var rows = new CopiedRows(5);
    rows.row().put("a").put(new byte[0]).put((short) 1).put(1L).put(Instant.EPOCH);
    rows.row().put("b").put(new byte[0]).put((short) 1).put(2L).put(Instant.EPOCH);
    assertThatThrownBy(() -> database.run(tx -> rows.into(tx, TABLE)))
        .isInstanceOfSatisfying(
            DatabaseException.class, failure -> assertThat(failure.state()).isEqualTo("23505"));
    assertThat(stored()).hasSize(1);
  }

  private void run(String sql) {
    database.run(tx -> {
      try (var statement = tx.createStatement()) {
        statement.execute(sql);
      }
    });
  }

  private List<String> stored() {
    return database.read(tx -> {
      try (var query = tx.prepareStatement("SELECT c::text FROM copied c ORDER BY l");
          var row = query.executeQuery()) {
        var all = new ArrayList<String>();
        while (row.next()) {
          all.add(row.getString(1));
        }
        return all;
      }
    });
  }
}
