package org.maapay.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.maapay.database.Database.Work;

/**
 * One connection that is kept for one thread, whose server process so stays warm. After a failure
 * the next call takes another one.
 */
public final class Held implements AutoCloseable {
  private final DataSource source;
  private @Nullable Connection connection;

  Held(DataSource source) {
    this.source = source;
  }

  /** Runs {@code work}, single statements only, each in a transaction of its own. */
  public <T> T read(Work<T> work) {
    try {
      return work.in(open());
    } catch (SQLException e) {
      close();
      throw new DatabaseException(e);
    }
  }

  @Override
  public void close() {
    var old = connection;
    connection = null;
    if (old != null) {
      try {
        old.close();
      } catch (SQLException e) {
        // It is gone already, which is what was wanted.
      }
    }
  }

  private Connection open() throws SQLException {
    var open = connection;
    if (open == null) {
      open = source.getConnection();
      open.setAutoCommit(true);
      connection = open;
    }
    return open;
  }
}
