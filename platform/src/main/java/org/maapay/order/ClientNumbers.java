package org.maapay.order;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.maapay.kernel.MerchantId;
import org.maapay.posting.Entry;
import org.maapay.posting.Sheet;

/**
 * The numbers that merchants give to what they ask for, each unique per merchant and kind for ever:
 * whoever asks for the same again gets the same, however late.
 */
public final class ClientNumbers {
  private static final Sheet<Claim> SHEET =
      Sheet.<Claim>of("number", claim -> claim.owner.bucket())
          .text("kind", claim -> claim.kind.name())
          .text("owner", claim -> claim.owner.value())
          .text("number", claim -> claim.number)
          .text("target", claim -> claim.target)
          .bytes("content", claim -> claim.content);

  private ClientNumbers() {}

  /** What a number is for. The stored names are these. */
  public enum Kind {
    ORDER,
    REFUND
  }

  private static final class Claim {
    private final Kind kind;
    private final MerchantId owner;
    private final String number;
    private final String target;
    private final byte[] content;

    Claim(Kind kind, MerchantId owner, String number, String target, byte[] content) {
      this.kind = kind;
      this.owner = owner;
      this.number = number;
      this.target = target;
      this.content = content;
    }
  }

  /**
   * Adds a claim of {@code number} to an entry, which is refused as {@code NUMBER_TAKEN} if it was
   * claimed before.
   *
   * @param target the platform's own number of what is asked for
   * @param content a digest of what is asked for
   */
  public static void claim(
      Entry.Builder entry,
      Kind kind,
      MerchantId owner,
      String number,
      String target,
      byte[] content) {
    entry.alone(kind + "/" + owner.value() + "/" + number);
    entry.add(SHEET, new Claim(kind, owner, number, target, content));
  }

  /** A claim that was made before: for what, and whether it was the same that was asked for. */
  public record Earlier(String target, boolean same) {}

  /** Who claimed {@code number} before. */
  public static Optional<Earlier> find(
      Connection tx, Kind kind, MerchantId owner, String number, byte[] content)
      throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT target, content FROM client_number
             WHERE bucket = ? AND kind = ? AND owner = ? AND number = ?
            """)) {
      query.setInt(1, owner.bucket().value());
      query.setString(2, kind.name());
      query.setString(3, owner.value());
      query.setString(4, number);
      try (var row = query.executeQuery()) {
        return row.next()
            ? Optional.of(new Earlier(row.getString(1), Arrays.equals(row.getBytes(2), content)))
            : Optional.empty();
      }
    }
  }

  /** What {@code number} stands for, whatever was asked for. */
  public static Optional<String> target(Connection tx, Kind kind, MerchantId owner, String number)
      throws SQLException {
    return find(tx, kind, owner, number, new byte[0]).map(Earlier::target);
  }
}
