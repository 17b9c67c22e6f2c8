package org.maapay.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.database.BinaryArray.Elements;

class BinaryArrayTest {
  private final HikariDataSource source = TestDatabase.create();

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void the_database_reads_numbers_as_they_were_put() {
    assertThat(
            asRead(
                "int4[]",
                Elements.INTEGER,
                3,
                it -> {
                  it.put(0);
                  it.put(Integer.MIN_VALUE);
                  it.put(Integer.MAX_VALUE);
                }))
        .isEqualTo("{0,-2147483648,2147483647}");
    assertThat(
            asRead(
                "int8[]",
                Elements.BIGINT,
                2,
                it -> {
                  it.put(Long.MAX_VALUE);
                  it.putNull();
                }))
        .isEqualTo("{9223372036854775807,NULL}");
  }

  @Test
  void texts_are_longer_than_foreseen_have_quotes_and_are_absent() {
    var longer = "海风咖啡".repeat(500);
    assertThat(
            asRead(
                "text[]",
                Elements.TEXT,
                4,
                it -> {
                  it.put(longer);
                  it.put((String) null);
                  it.put("");
                  it.put("{\"a\\b\",NULL}");
                }))
        .isEqualTo("{" + longer + ",NULL,\"\",\"{\\\"a\\\\b\\\",NULL}\"}");
  }

  @Test
  void uuids_and_bytes_are_the_same_bits() {
    var id = UUID.fromString("0190f3c2-7d1e-7abc-8def-0123456789ab");
    assertThat(asRead("uuid[]", Elements.UUID, 1, it -> it.put(id))).isEqualTo("{" + id + "}");
    assertThat(
            asRead(
                "bytea[]",
                Elements.BYTES,
                2,
                it -> {
                  it.put("MaaPay".getBytes(StandardCharsets.US_ASCII));
                  it.put(new byte[0]);
                }))
        .isEqualTo("{\"\\\\x4d6161506179\",\"\\\\x\"}");
  }

  @Test
  void times_are_as_exact_as_the_database_keeps_them_and_are_absent() {
    assertThat(
            asRead(
                "timestamptz[]",
                Elements.INSTANT,
                4,
                it -> {
                  it.put(Instant.parse("2026-11-27T20:15:30.123456789Z"));
                  it.put(Instant.parse("1999-12-31T23:59:59.999999999Z"));
                  it.put(Instant.parse("2000-01-01T00:00:00Z"));
                  it.put((Instant) null);
                }))
        .isEqualTo(
            """
            {"2026-11-27 20:15:30.123456+00","1999-12-31 23:59:59.999999+00",\
            "2000-01-01 00:00:00+00",NULL}\
            """);
  }

  @Test
  void many_elements_stay_in_their_order() {
    assertThat(asRead("int4[]", Elements.INTEGER, 5_000, counted(5_000, BinaryArray::put)))
        .startsWith("{0,1,2,")
        .endsWith(",4998,4999}");
  }

  private static Consumer<BinaryArray> counted(int count, ObjIntConsumer<BinaryArray> put) {
    return array -> {
      for (int i = 0; i < count; i++) {
        put.accept(array, i);
      }
    };
  }

  private String asRead(String type, Elements elements, int count, Consumer<BinaryArray> put) {
    var array = new BinaryArray(elements, count);
    put.accept(array);
    try (var tx = source.getConnection();
        var query = tx.prepareStatement("SELECT (?::" + type + ")::text")) {
      query.setArray(1, array.of(tx));
      try (var row = query.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
