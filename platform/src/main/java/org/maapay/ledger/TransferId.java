package org.maapay.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** A transfer's number, derived from what it belongs to: posting it twice has no second effect. */
public record TransferId(UUID value) {
  /** The number of one leg of one movement, for example {@code ("2026…", "1", "debit")}. */
  public static TransferId of(String subject, String movement, String leg) {
    var text = subject + '\n' + movement + '\n' + leg;
    var digest = ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    return new TransferId(new UUID(digest.getLong(), digest.getLong()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
