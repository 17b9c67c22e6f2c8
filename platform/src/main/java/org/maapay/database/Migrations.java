package org.maapay.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings the schema to the version of this program; see {@code db/migration}. */
public final class Migrations {
  private Migrations() {}

  /**
   * Applies what is missing. Safe to call from several nodes at once: one waits for the other.
   *
   * @throws IllegalStateException if the database was made by a version that cannot be brought here
   */
  public static void apply(DataSource source) {
    var flyway =
        Flyway.configure()
            .dataSource(source)
            .locations("classpath:db/migration")
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
