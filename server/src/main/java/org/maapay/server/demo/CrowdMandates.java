package org.maapay.server.demo;

import java.security.SecureRandom;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Numbering;
import org.maapay.kernel.UserId;
import org.maapay.mandate.Limits;
import org.maapay.server.Platform;
import org.maapay.wallet.WalletInstitution;

/**
 * Signs a mandate with one merchant for each of a crowd, in a few statements. As with accounts that
 * are taken over from elsewhere nobody is told of it: twenty thousand callbacks would be under way
 * when a benchmark begins.
 */
final class CrowdMandates {
  /** The merchant's side; its content is a digest that no later wish equals. */
  private static final String MANDATES =
      """
      INSERT INTO mandate
        (bucket, mandate_no, merchant_id, merchant_mandate_no, content, merchant_name,
         mobile_index, limit_per_payment, limit_per_day, notify_url, created_at, expires_at,
         state, user_id, method, signed_at, version)
      SELECT ?, n.no, ?, n.number, sha256(convert_to(n.no, 'UTF8')), ?, p.mobile_index, ?, ?, ?,
             s.at, s.at + interval '30 minutes', 'ACTIVE', p.user_id, ?, s.at, 1
        FROM unnest(?::smallint[], ?::text[], ?::text[], ?::text[]) AS n(bucket, id, no, number)
        JOIN payer p ON p.bucket = n.bucket AND p.user_id = n.id
       CROSS JOIN (SELECT ?::timestamptz AS at) s
      """;

  private static final String ALLOWANCES =
      """
      INSERT INTO mandate_allowance
        (bucket, mandate_no, user_id, merchant_id, method, limit_per_payment, limit_per_day, state,
         used_day, used, signed_at)
      SELECT n.bucket, n.no, n.id, ?, ?, ?, ?, 'ACTIVE', ?, 0, ?
        FROM unnest(?::smallint[], ?::text[], ?::text[]) AS n(bucket, id, no)
      """;

  private final Platform platform;
  private final Terms terms;
  private final InstantSource clock;
  private final Numbering numbering = new Numbering(new SecureRandom());

  /** What each of them signs. */
  record Terms(MerchantId merchant, String merchantName, Limits limits, String notifyUrl) {}

  CrowdMandates(Platform platform, Terms terms, InstantSource clock) {
    this.platform = platform;
    this.terms = terms;
    this.clock = clock;
  }

  /** Who signs, and under which of the merchant's numbers. */
  record Signer(MobileNumber mobile, String number) {}

  /** Signs for all of {@code signers}, unless the first has a mandate already. */
  void sign(List<Signer> signers) {
    var first = signers.getFirst().mobile();
    var known =
        platform.database().read(tx -> platform.mandates().find(tx, terms.merchant(), first));
    if (known.isEmpty()) {
      platform.database().run(tx -> sign(tx, signers));
    }
  }

  private void sign(Connection tx, List<Signer> signers) throws SQLException {
    var now = clock.instant();
    var users = new ArrayList<UserId>();
    var numbers = new ArrayList<String>();
    for (var signer : signers) {
      users.add(platform.users().idOf(tx, signer.mobile()).orElseThrow());
      numbers.add(MandateNo.next(terms.merchant().bucket(), now, numbering).value());
    }
    var own = signers.stream().map(Signer::number).toList();
    var columns = new Columns(tx, users, numbers);
    storeMandates(tx, columns, own, now);
    storeAllowances(tx, columns, now);
  }

  /** The same rows as SQL sees them: each one's bucket, name and mandate. */
  private record Columns(Connection tx, List<UserId> users, List<String> numbers) {
    Array buckets() throws SQLException {
      return tx.createArrayOf(
          "smallint", users.stream().map(user -> user.bucket().value()).toArray());
    }

    Array ids() throws SQLException {
      return tx.createArrayOf("text", users.stream().map(UserId::value).toArray());
    }

    Array mandates() throws SQLException {
      return tx.createArrayOf("text", numbers.toArray());
    }
  }

  private void storeMandates(Connection tx, Columns columns, List<String> own, Instant now)
      throws SQLException {
    try (var insert = tx.prepareStatement(MANDATES)) {
      insert.setInt(1, terms.merchant().bucket().value());
      insert.setString(2, terms.merchant().value());
      insert.setString(3, terms.merchantName());
      insert.setLong(4, terms.limits().perPayment().fen());
      insert.setLong(5, terms.limits().perDay().fen());
      insert.setString(6, terms.notifyUrl());
      insert.setString(7, WalletInstitution.BALANCE);
      insert.setArray(8, columns.buckets());
      insert.setArray(9, columns.ids());
      insert.setArray(10, columns.mandates());
      insert.setArray(11, tx.createArrayOf("text", own.toArray()));
      insert.setTimestamp(12, Timestamp.from(now));
      insert.executeUpdate();
    }
  }

  private void storeAllowances(Connection tx, Columns columns, Instant now) throws SQLException {
    try (var insert = tx.prepareStatement(ALLOWANCES)) {
      insert.setString(1, terms.merchant().value());
      insert.setString(2, WalletInstitution.BALANCE);
      insert.setLong(3, terms.limits().perPayment().fen());
      insert.setLong(4, terms.limits().perDay().fen());
      insert.setObject(5, BusinessDay.of(now).date());
      insert.setTimestamp(6, Timestamp.from(now));
      insert.setArray(7, columns.buckets());
      insert.setArray(8, columns.ids());
      insert.setArray(9, columns.mandates());
      insert.executeUpdate();
    }
  }
}
