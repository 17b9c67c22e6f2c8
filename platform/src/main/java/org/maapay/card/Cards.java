package org.maapay.card;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maapay.card.Card.Kind;
import org.maapay.database.Look;
import org.maapay.kernel.UserId;
import org.maapay.keys.FieldCipher;

/** The bound cards. Every method joins the caller's transaction and never commits. */
public final class Cards {
  private static final String FIELD = "agreement";
  private static final String SELECT =
      """
      SELECT card_id, user_id, bank, last4, kind, agreement_seal FROM card
       WHERE bucket = ? AND user_id = ?\
      """;

  private final FieldCipher cipher;

  public Cards(FieldCipher cipher) {
    this.cipher = cipher;
  }

  /** Stores a card that its bank has agreed to. */
  public void bind(Connection tx, Card card, Instant at) throws SQLException {
    try (var insert =
        tx.prepareStatement(
            """
            INSERT INTO card
              (bucket, card_id, user_id, bank, last4, kind, agreement_seal, state, bound_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'BOUND', ?)
            """)) {
      insert.setInt(1, card.user().bucket().value());
      insert.setString(2, card.id());
      insert.setString(3, card.user().value());
      insert.setString(4, card.bank());
      insert.setString(5, card.last4());
      insert.setString(6, card.kind().name());
      insert.setBytes(
          7,
          cipher.seal(
              subject(card.user()), FIELD, card.agreementNo().getBytes(StandardCharsets.UTF_8)));
      insert.setTimestamp(8, Timestamp.from(at));
      insert.executeUpdate();
    }
  }

  /** The cards of {@code user}, first bound first. */
  public List<Card> of(Connection tx, UserId user) throws SQLException {
    return look(user).in(tx);
  }

  /** The same, to be asked with others. */
  public Look<List<Card>> look(UserId user) {
    return new Look<>(
        SELECT + " AND state = 'BOUND' ORDER BY bound_at",
        List.of(user.bucket().value(), user.value()),
        this::cards);
  }

  private List<Card> cards(ResultSet row) throws SQLException {
    var cards = new ArrayList<Card>();
    while (row.next()) {
      cards.add(card(row));
    }
    return cards;
  }

  /** The card {@code id} of {@code user}, if it is his and bound. */
  public Optional<Card> find(Connection tx, UserId user, String id) throws SQLException {
    return find(tx, user, id, " AND card_id = ? AND state = 'BOUND'");
  }

  /** The same, also if it was unbound since: money goes back the way it came (C-4b). */
  public Optional<Card> findEver(Connection tx, UserId user, String id) throws SQLException {
    return find(tx, user, id, " AND card_id = ?");
  }

  private Optional<Card> find(Connection tx, UserId user, String id, String which)
      throws SQLException {
    try (var query = tx.prepareStatement(SELECT + which)) {
      query.setInt(1, user.bucket().value());
      query.setString(2, user.value());
      query.setString(3, id);
      try (var row = query.executeQuery()) {
        return row.next() ? Optional.of(card(row)) : Optional.empty();
      }
    }
  }

  private Card card(ResultSet row) throws SQLException {
    var user = new UserId(row.getString("user_id"));
    var agreement = cipher.open(subject(user), FIELD, row.getBytes("agreement_seal"));
    return new Card(
        row.getString("card_id"),
        user,
        row.getString("bank"),
        row.getString("last4"),
        Kind.valueOf(row.getString("kind")),
        new String(agreement, StandardCharsets.UTF_8));
  }

  private static String subject(UserId user) {
    return "user:" + user.value();
  }
}
