package org.maapay.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL, started once per JVM without fsync; each call gives a fresh, migrated database
 * copied from a template.
 */
public final class TestDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        var postgres =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("max_connections", "200")
                .start();
        sql(postgres, "CREATE DATABASE template_maapay");
        var template = postgres.getDatabase("postgres", "template_maapay");
        Migrations.apply(template);
        new Database(template).run(tx -> Months.make(tx, LocalDate.of(2026, 1, 1)));
        return postgres;
      } catch (IOException e) {
        throw new IllegalStateException("PostgreSQL did not start", e);
      }
    }
  }

  /** A pool on a new database with every migration applied. */
  public static synchronized HikariDataSource create() {
    var name = "test_" + COUNT.incrementAndGet();
    sql(Server.POSTGRES, "CREATE DATABASE " + name + " TEMPLATE template_maapay");
    var config = new HikariConfig();
    config.setDataSource(Server.POSTGRES.getDatabase("postgres", name));
    config.setMaximumPoolSize(40);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  /** The same with the Citus profile, on a stand-in of the engine's functions. */
  public static HikariDataSource createWithCitusProfile() {
    var source = create();
    try (var file = TestDatabase.class.getResourceAsStream("/db/citus-stand-in.sql");
        var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(new String(file.readAllBytes(), UTF_8));
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("the stand-in of Citus", e);
    }
    Migrations.apply(source, true);
    return source;
  }

  private static void sql(EmbeddedPostgres postgres, String sql) {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
