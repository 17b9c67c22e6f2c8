package org.maapay.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Trips of many callers that go together: those that ask the same ask it with one statement. Who
 * comes alone goes alone, at once. Where buckets live on several machines every trip goes by
 * itself.
 */
public final class Trips {
  private final Database database;
  private final SharedCommit<OneTrip, Boolean> shared;

  public Trips(Database database) {
    this.database = database;
    this.shared = new SharedCommit<>(database, trip -> trip, Trips::goTogether);
  }

  /** Goes, outside any transaction: each look may see what was committed before it began. */
  public void go(OneTrip trip) {
    if (database.lanes() == 1) {
      shared.ask(trip);
    } else {
      database.read(tx -> {
        trip.go(tx);
        return true;
      });
    }
  }

  private static List<Boolean> goTogether(Connection tx, List<OneTrip> trips) throws SQLException {
    if (trips.size() == 1) {
      trips.getFirst().go(tx);
    } else {
      new ManyTrips(trips).go(tx);
    }
    return trips.stream().map(_ -> true).toList();
  }
}
