package org.maapay.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Rows that belong to several askers, whose number is in the last column, in its order. Each sees
 * his own alone, and need not read them all.
 */
final class RowShares {
  private final ResultSet rows;
  private final int last;
  private boolean isOnRow;

  RowShares(ResultSet rows) throws SQLException {
    this.rows = rows;
    this.last = rows.getMetaData().getColumnCount();
    this.isOnRow = rows.next();
  }

  /** The rows of asker {@code number}; to be read before those of the next. */
  ResultSet of(int number) {
    var share = new Share(number);
    return (ResultSet)
        Proxy.newProxyInstance(
            RowShares.class.getClassLoader(),
            new Class<?>[] {ResultSet.class},
            (_, method, arguments) -> {
              if (method.getName().equals("next")) {
                return share.next();
              }
              try {
                return method.invoke(rows, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }

  private final class Share {
    private final int number;
    private boolean begun;

    Share(int number) {
      this.number = number;
    }

    boolean next() throws SQLException {
      if (begun && isMine()) {
        isOnRow = rows.next();
      }
      begun = true;
      while (isOnRow && rows.getLong(last) < number) {
        isOnRow = rows.next();
      }
      return isMine();
    }

    private boolean isMine() throws SQLException {
      return isOnRow && rows.getLong(last) == number;
    }
  }
}
