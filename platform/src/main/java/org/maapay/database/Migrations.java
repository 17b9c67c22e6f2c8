package org.maapay.database;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings the schema to the version of this program; see {@code db/migration}. */
public final class Migrations {
  private static final String PLAIN = "classpath:db/migration";
  private static final String CITUS = "classpath:db/citus";

  private Migrations() {}

  /** Applies what is missing on one PostgreSQL; see {@link #apply(DataSource, boolean)}. */
  public static void apply(DataSource source) {
    apply(source, false);
  }

  /**
   * Applies what is missing. Safe to call from several nodes at once: one waits for the other.
   *
   * @param citus whether the database is a Citus cluster, over which tables are spread by bucket
   * @throws IllegalStateException if the database was made by a version that cannot be brought here
   */
  public static void apply(DataSource source, boolean citus) {
    var locations = new ArrayList<>(List.of(PLAIN));
    if (citus) {
      locations.add(CITUS);
    }
    var flyway =
        Flyway.configure()
            .dataSource(source)
            .locations(locations.toArray(String[]::new))
            .failOnMissingLocations(true)
            .load();
    try {
      flyway.migrate();
    } catch (FlywayValidateException e) {
      throw new IllegalStateException(
          "this database was made by a version of MaaPay before its first release, which cannot be"
              + " brought up to date (the demo: ./maapay demo --reset)",
          e);
    }
  }
}
