package org.maapay.chatbot.operators;

import java.sql.Timestamp;
import java.util.Optional;
import org.maapay.database.Database;
import org.maapay.kernel.MobileNumber;
import org.maapay.messaging.Chatbot.Capability;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.routing.Sightings;
import org.maapay.user.Persons;

/** Where users were last met; a user is the keyed index of his number. */
public final class SharedSightings implements Sightings {
  private static final String SAW =
      """
      INSERT INTO operator_sighting AS s (mobile_index, operator, capability, seen_at)
      VALUES (?, ?, ?, ?)
      ON CONFLICT (mobile_index) DO UPDATE SET operator = excluded.operator,
        capability = excluded.capability, seen_at = excluded.seen_at
       WHERE s.seen_at <= excluded.seen_at
      """;

  private final Database database;
  private final Persons persons;

  public SharedSightings(Database database, Persons persons) {
    this.database = database;
    this.persons = persons;
  }

  @Override
  public void saw(PhoneNumber user, Sighting sighting) {
    database.run(tx -> {
      try (var upsert = tx.prepareStatement(SAW)) {
        upsert.setBytes(1, index(user));
        upsert.setString(2, sighting.operator());
        upsert.setString(3, sighting.capability().name());
        upsert.setTimestamp(4, Timestamp.from(sighting.at()));
        upsert.executeUpdate();
      }
    });
  }

  @Override
  public void lost(PhoneNumber user, String operator) {
    database.run(tx -> {
      try (var delete =
          tx.prepareStatement(
              "DELETE FROM operator_sighting WHERE mobile_index = ? AND operator = ?")) {
        delete.setBytes(1, index(user));
        delete.setString(2, operator);
        delete.executeUpdate();
      }
    });
  }

  @Override
  public Optional<Sighting> last(PhoneNumber user) {
    return database.read(tx -> {
      try (var query =
          tx.prepareStatement(
              """
              SELECT operator, capability, seen_at FROM operator_sighting WHERE mobile_index = ?
              """)) {
        query.setBytes(1, index(user));
        try (var row = query.executeQuery()) {
          return row.next()
              ? Optional.of(
                  new Sighting(
                      row.getString(1),
                      Capability.valueOf(row.getString(2)),
                      row.getTimestamp(3).toInstant()))
              : Optional.empty();
        }
      }
    });
  }

  private byte[] index(PhoneNumber user) {
    return persons.index(new MobileNumber(user.value()));
  }
}
