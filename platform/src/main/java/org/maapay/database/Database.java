package org.maapay.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.maapay.kernel.Bucket;

/**
 * Transactions on PostgreSQL at READ COMMITTED. No transaction is held across a call to the outside
 * world: what runs inside one does nothing but SQL.
 */
public final class Database {
  private final DataSource source;
  private final int lanes;

  /** All buckets on one machine: any rows may share a transaction. */
  public Database(DataSource source) {
    this(source, 1);
  }

  /**
   * Buckets on several machines.
   *
   * @param lanes over how many lanes buckets are dealt; with {@link Bucket#COUNT} each has its own
   */
  public Database(DataSource source, int lanes) {
    this.source = source;
    this.lanes = lanes;
  }

  /** Over how many lanes buckets are dealt. */
  public int lanes() {
    return lanes;
  }

  /** Rows of buckets in one lane may share a transaction. */
  public int lane(Bucket bucket) {
    return bucket.value() % lanes;
  }

  /** What runs inside a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T in(Connection tx) throws SQLException;
  }

  /** What runs inside a transaction and answers nothing. */
  @FunctionalInterface
  public interface Action {
    void in(Connection tx) throws SQLException;
  }

  /**
   * Runs {@code work} and commits. Nothing is retried: a failed commit may have happened.
   *
   * @throws DatabaseException if the database fails; the transaction is rolled back unless the
   *     commit itself failed
   */
  public <T> T write(Work<T> work) {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var result = work.in(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollback(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Runs {@code action} and commits; see {@link #write}. */
  public void run(Action action) {
    write(tx -> {
      action.in(tx);
      return true;
    });
  }

  /**
   * Runs the one changing statement of {@code work}, which commits by itself: a trip to the
   * database less than {@link #write}. Nothing is retried: a failed commit may have happened.
   */
  public <T> T single(Work<T> work) {
    return read(work);
  }

  /** Runs {@code work}, single statements only, each in a transaction of its own. */
  public <T> T read(Work<T> work) {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(true);
      return work.in(connection);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** A connection kept for one thread; it counts against the pool. */
  public Held held() {
    return new Held(source);
  }

  private static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
