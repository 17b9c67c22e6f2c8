package org.maapay.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL, started once per JVM without fsync; each call gives a fresh, migrated database
 * copied from a template.
 */
public final class TestDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** So many closed ones stay for whoever opens them once more. */
  private static final int KEPT = 20;

  private static final Queue<String> CLOSED = new ConcurrentLinkedQueue<>();
  private static final int LANES = Integer.getInteger("maapay.lanes", 1);
  private static final String BUCKETED_TABLES =
      """
      SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
         AND NOT c.relispartition AND a.attname = 'bucket'
      """;

  private TestDatabase() {}

  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();
    static final Set<String> BUCKETED =
        bucketed(new Database(POSTGRES.getDatabase("postgres", "template_maapay")));

    private static EmbeddedPostgres start() {
      try {
        var postgres =
            EmbeddedPostgres.builder()
                .setDataDirectory(QuickFolder.make())
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

  /** A pool on a new database with every migration applied; its statements are recorded. */
  public static HikariDataSource create() {
    var name = name();
    sql("CREATE DATABASE " + name + " TEMPLATE template_maapay STRATEGY FILE_COPY");
    return recorded(name, Server.POSTGRES.getDatabase("postgres", name), 30_000);
  }

  /** The same, reached through {@code way}, with the patience of a second for each answer. */
  public static HikariDataSource create(IntUnaryOperator way) {
    var name = name();
    sql("CREATE DATABASE " + name + " TEMPLATE template_maapay STRATEGY FILE_COPY");
    var source = (PGSimpleDataSource) Server.POSTGRES.getDatabase("postgres", name);
    source.setPortNumbers(new int[] {way.applyAsInt(Server.POSTGRES.getPort())});
    source.setSocketTimeout(1);
    source.setConnectTimeout(1);
    return recorded(name, source, 1_500);
  }

  /** The same, with all its tables in {@code folder}. */
  public static HikariDataSource create(Path folder) {
    var name = name();
    sql("CREATE TABLESPACE " + name + " LOCATION '" + folder + "'");
    sql("CREATE DATABASE " + name + " TEMPLATE template_maapay TABLESPACE " + name);
    return recorded(name, Server.POSTGRES.getDatabase("postgres", name), 1_500);
  }

  /** A pool on a server of its own, which may be stopped and started again. */
  public static HikariDataSource on(OwnServer server) {
    return recorded(name(), server.source(), 1_500);
  }

  /** Removes a database that has a folder of its own. */
  public static void drop(String name) {
    CLOSED.remove(name);
    sql("DROP DATABASE " + name + " WITH (FORCE)");
    sql("DROP TABLESPACE " + name);
  }

  /** A name that no database and no tablespace has. */
  private static String name() {
    return "test_" + COUNT.incrementAndGet();
  }

  /** A pool on {@code source} that waits {@code millis} for a connection. */
  private static HikariDataSource recorded(String name, DataSource source, long millis) {
    var recorder = new StatementRecorder(Server.BUCKETED, LANES, TestDatabase::isProduct);
    var config = new HikariConfig();
    config.setDataSource(recorder.over(source));
    config.setMaximumPoolSize(40);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(millis);
    return new RecordedPool(name, config, recorder);
  }

  /** Fails whoever closes it if a statement broke the rules; databases of long ago are removed. */
  private static final class RecordedPool extends HikariDataSource {
    private final String name;
    private final StatementRecorder recorder;

    RecordedPool(String name, HikariConfig config, StatementRecorder recorder) {
      super(config);
      this.name = name;
      this.recorder = recorder;
    }

    @Override
    public void close() {
      super.close();
      CLOSED.add(name);
      if (CLOSED.size() > KEPT) {
        sql("DROP DATABASE IF EXISTS " + CLOSED.remove() + " WITH (FORCE)");
      }
      assertThat(recorder.offences()).as("statements that cross buckets or lanes").isEmpty();
    }
  }

  private static boolean isProduct(Class<?> type) {
    return !type.getProtectionDomain()
        .getCodeSource()
        .getLocation()
        .equals(TestDatabase.class.getProtectionDomain().getCodeSource().getLocation());
  }

  /** The tables that have a bucket, by the catalogue. */
  static Set<String> bucketed(Database database) {
    return database.read(tx -> {
      var tables = new HashSet<String>();
      try (var statement = tx.createStatement();
          var rows = statement.executeQuery(BUCKETED_TABLES)) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      return Set.copyOf(tables);
    });
  }

  /** Asks the server itself, beside every pool. */
  public static void sql(String sql) {
    sql(Server.POSTGRES, sql);
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
