package org.maapay.posting;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A small piece of work that decides by looking at the books and writes what it decided. A decision
 * that refuses must have written nothing, since its neighbours commit with it; it may be run again
 * after a failure, so that running twice must come to the same.
 */
@FunctionalInterface
public interface Decision<T> {
  T decide(Connection tx) throws SQLException;
}
