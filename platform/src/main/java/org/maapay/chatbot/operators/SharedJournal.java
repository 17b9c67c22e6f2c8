package org.maapay.chatbot.operators;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.maapay.database.Database;
import org.maapay.kernel.MobileNumber;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.sms.SmsJournal;
import org.maapay.user.Persons;

/** What left as SMS, one memory for all nodes; a user is the keyed index of his number. */
public final class SharedJournal implements SmsJournal {
  /** Longer than any answer is waited for. */
  private static final Duration ANSWERED = Duration.ofMinutes(1);

  private static final String LEAVE =
      """
      INSERT INTO sms_part (message_id, part, parts, mobile_index, reference, left_at)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  /** A receipt may have been heard before the answer. */
  private static final String TAKEN =
      """
      UPDATE sms_part SET centre_id = ?, state = CASE state WHEN 'LEAVING' THEN 'TAKEN' ELSE state END
       WHERE message_id = ? AND part = ?
      """;

  /** What arrived has arrived, whatever is said of it later. */
  private static final String SETTLE =
      """
      UPDATE sms_part p SET state = CASE p.state WHEN 'ARRIVED' THEN 'ARRIVED' ELSE ? END
        FROM (SELECT message_id, part FROM sms_part
               WHERE mobile_index = ?
                 AND (centre_id = ANY (?) OR (centre_id IS NULL AND reference = ?))
               ORDER BY left_at DESC LIMIT 1) one
       WHERE p.message_id = one.message_id AND p.part = one.part
      RETURNING p.message_id, p.state
      """;

  private static final String UNDER_WAY =
      """
      SELECT FROM sms_part WHERE mobile_index = ? AND state = 'LEAVING' AND left_at > ? LIMIT 1
      """;

  private final Database database;
  private final Persons persons;
  private final InstantSource clock;

  /** Stores before anything leaves, so {@code database} must be one that waits for the disk. */
  public SharedJournal(Database database, Persons persons, InstantSource clock) {
    this.database = database;
    this.persons = persons;
    this.clock = clock;
  }

  @Override
  public Before leave(Part part) {
    return database.write(tx -> {
      try (var insert = tx.prepareStatement(LEAVE)) {
        insert.setString(1, part.messageId());
        insert.setInt(2, part.no());
        insert.setInt(3, part.of());
        insert.setBytes(4, index(part.to()));
        insert.setInt(5, part.reference());
        insert.setTimestamp(6, Timestamp.from(clock.instant()));
        return insert.executeUpdate() == 1 ? Before.FREE : stood(tx, part);
      }
    });
  }

  private static Before stood(Connection tx, Part part) throws SQLException {
    try (var query =
        tx.prepareStatement("SELECT state FROM sms_part WHERE message_id = ? AND part = ?")) {
      query.setString(1, part.messageId());
      query.setInt(2, part.no());
      try (var row = query.executeQuery()) {
        // Not there any more: the answer to another try said that it stayed, a moment ago.
        boolean inDoubt = !row.next() || row.getString(1).equals("LEAVING");
        return inDoubt ? Before.IN_DOUBT : Before.TAKEN;
      }
    }
  }

  @Override
  public void taken(Part part, String centreId) {
    database.run(tx -> {
      try (var update = tx.prepareStatement(TAKEN)) {
        update.setString(1, centreId);
        update.setString(2, part.messageId());
        update.setInt(3, part.no());
        update.executeUpdate();
      }
    });
  }

  @Override
  public void stayed(Part part) {
    database.run(tx -> {
      try (var delete =
          tx.prepareStatement("DELETE FROM sms_part WHERE message_id = ? AND part = ?")) {
        delete.setString(1, part.messageId());
        delete.setInt(2, part.no());
        delete.executeUpdate();
      }
    });
  }

  @Override
  public Settled settle(Receipt receipt) {
    return switch (receipt.state()) {
      case Station.SMS_FALLBACK -> database.write(tx -> settle(tx, receipt, "ARRIVED"));
      case Failed _ -> database.write(tx -> settle(tx, receipt, "FAILED"));
      case Station.SENT,
          Station.DELIVERED,
          Station.DISPLAYED,
          Station.REVOKED,
          Station.REVOKE_FAILED ->
          new Settled.Nothing();
    };
  }

  private Settled settle(Connection tx, Receipt receipt, String state) throws SQLException {
    var index = index(receipt.user());
    var reference = receipt.reference();
    try (var update = tx.prepareStatement(SETTLE)) {
      update.setString(1, state);
      update.setBytes(2, index);
      update.setArray(3, tx.createArrayOf("text", receipt.centreIds().toArray()));
      update.setInt(4, reference == null ? -1 : reference);
      try (var row = update.executeQuery()) {
        if (row.next()) {
          return whole(tx, row.getString(1), row.getString(2), receipt.state())
              .<Settled>map(settled -> settled)
              .orElseGet(Settled.Nothing::new);
        }
      }
    }
    return underWay(tx, index) ? new Settled.NotYet() : new Settled.Nothing();
  }

  @Override
  public Optional<String> last(PhoneNumber user) {
    return database.read(tx -> {
      try (var query =
          tx.prepareStatement(
              """
              SELECT message_id FROM sms_part WHERE mobile_index = ? ORDER BY left_at DESC LIMIT 1
              """)) {
        query.setBytes(1, index(user));
        try (var row = query.executeQuery()) {
          return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
      }
    });
  }

  private static Optional<Settled.Whole> whole(
      Connection tx, String messageId, String part, DeliveryState told) throws SQLException {
    if (part.equals("FAILED")) {
      return Optional.of(new Settled.Whole(messageId, told));
    }
    try (var query =
        tx.prepareStatement(
            """
            SELECT count(*) FILTER (WHERE state = 'ARRIVED') = max(parts)
              FROM sms_part WHERE message_id = ?
            """)) {
      query.setString(1, messageId);
      try (var row = query.executeQuery()) {
        return row.next() && row.getBoolean(1)
            ? Optional.of(new Settled.Whole(messageId, Station.SMS_FALLBACK))
            : Optional.empty();
      }
    }
  }

  private boolean underWay(Connection tx, byte[] index) throws SQLException {
    try (var query = tx.prepareStatement(UNDER_WAY)) {
      query.setBytes(1, index);
      query.setTimestamp(2, Timestamp.from(clock.instant().minus(ANSWERED)));
      try (var row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  private byte[] index(PhoneNumber user) {
    return persons.index(new MobileNumber(user.value()));
  }
}
