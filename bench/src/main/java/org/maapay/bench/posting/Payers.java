package org.maapay.bench.posting;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.maapay.kernel.Bucket;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.UserId;
import org.maapay.ledger.BucketAccount;
import org.maapay.ledger.TransferId;
import org.maapay.user.Persons;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Many users with money, each known by a number that follows from his place in line. Only what
 * posting reads of them is stored: the account with the transfer that opened it, and that his
 * mobile number is known. The seals of all but the first are noise: a repeated order is read back,
 * and only the first ones repeat theirs.
 */
final class Payers {
  static final long FEN = 1_000_000_000L;
  static final int WHOLE = 1_000;
  private static final int BLOCK = 2_000;
  private static final int SEAL = 46;

  private final int count;

  Payers(int count) {
    this.count = count;
  }

  int count() {
    return count;
  }

  UserId user(int index) {
    var tail = "%016d".formatted(1_000_000_000L + index * 7_919L);
    return new UserId("U" + Bucket.of(tail).digits() + tail);
  }

  MobileNumber mobile(int index) {
    return new MobileNumber("1" + (3_000_000_000L + index));
  }

  /** Stores all of them, and the money that is at the bank for it. */
  void store(Connection connection, Persons persons) throws SQLException {
    var copy = connection.unwrap(PGConnection.class).getCopyAPI();
    copy(copy, "account (bucket, account_id, kind, balance)", this::account);
    copy(
        copy,
        "transfer (bucket, transfer_id, debit_account, credit_account, amount, purpose, subject,"
            + " posted_at)",
        this::opening);
    for (int i = 0; i < WHOLE; i++) {
      persons.remember(mobile(i));
    }
    var random = new SplittableRandom(7);
    copy(
        copy,
        "person (mobile_index, mobile_seal)",
        (line, index) -> {
          if (index >= WHOLE) {
            person(line, persons.index(mobile(index)), random);
          }
        });
    try (var statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO account (bucket, account_id, kind, balance)
          SELECT bucket, (bucket::bigint << 48) | 2, 'BANK_RESERVE', -sum(balance)
            FROM account WHERE kind = 'USER_BALANCE' GROUP BY bucket
          ON CONFLICT (bucket, account_id) DO UPDATE SET balance = EXCLUDED.balance
          """);
      statement.execute("VACUUM ANALYZE account");
      statement.execute("VACUUM ANALYZE person");
      statement.execute("VACUUM ANALYZE transfer");
    }
  }

  /** Writes the line of one payer. */
  @FunctionalInterface
  private interface Line {
    void write(StringBuilder line, int index);
  }

  private void copy(CopyManager manager, String table, Line writer) throws SQLException {
    var copy = manager.copyIn("COPY " + table + " FROM STDIN");
    var lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      writer.write(lines, i);
      if (i % BLOCK == BLOCK - 1 || i == count - 1) {
        var bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        lines.setLength(0);
      }
    }
    copy.endCopy();
  }

  private void account(StringBuilder line, int index) {
    var user = user(index);
    line.append(user.bucket().value()).append('\t').append(user.account().value());
    line.append("\tUSER_BALANCE\t").append(FEN).append('\n');
  }

  private void opening(StringBuilder line, int index) {
    var user = user(index);
    line.append(user.bucket().value()).append('\t');
    line.append(TransferId.of(user.value(), "opening", "whole").value()).append('\t');
    line.append(BucketAccount.BANK_RESERVE.in(user.bucket()).value()).append('\t');
    line.append(user.account().value()).append('\t').append(FEN).append("\tOPENING\t");
    line.append(user.value()).append("\t2026-01-01T00:00:00Z\n");
  }

  private static void person(StringBuilder line, byte[] index, SplittableRandom random) {
    var seal = ByteBuffer.allocate(SEAL);
    while (seal.remaining() >= Long.BYTES) {
      seal.putLong(random.nextLong());
    }
    line.append("\\\\x").append(HexFormat.of().formatHex(index));
    line.append("\t\\\\x").append(HexFormat.of().formatHex(seal.array())).append('\n');
  }
}
