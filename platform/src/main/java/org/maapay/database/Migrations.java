package org.maapay.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema to the version of this program; see {@code db/migration}. */
public final class Migrations {
  private Migrations() {}

  /** Applies what is missing. Safe to call from several nodes at once: one waits for the other. */
  public static void apply(DataSource source) {
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration")
        .failOnMissingLocations(true)
        .load()
        .migrate();
  }
}
