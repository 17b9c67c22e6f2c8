package org.maapay.server.demo;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Gives the simulated parties schemas of their own: they see nothing of the platform's tables. */
final class SimulatorSchemas {
  private static final List<String> SCHEMAS = List.of("simulator", "merchant_a", "merchant_b");

  private final DataSource source;

  SimulatorSchemas(DataSource source) {
    this.source = source;
  }

  void prepare(String password) {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      try (var row = statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = 'simulator'")) {
        if (!row.next()) {
          connection
              .createStatement()
              .execute(
                  "CREATE ROLE simulator LOGIN PASSWORD " + statement.enquoteLiteral(password));
        }
      }
      statement.execute("GRANT CREATE ON DATABASE maapay TO simulator");
      for (var schema : SCHEMAS) {
        statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema + " AUTHORIZATION simulator");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the simulator's schemas could not be made", e);
    }
  }
}
