package org.maapay.risk;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.maapay.database.Database;
import org.maapay.database.Kept;
import org.maapay.kernel.MerchantId;

/**
 * Says whether a merchant may send one more payment request, an order or a mandate, to a payer. The
 * rules are rows; what was read is kept for a second.
 */
public final class PaymentRequests {
  private static final Duration KEEP = Duration.ofSeconds(1);

  private final Database database;
  private final RequestBlocks blocks;
  private final InstantSource clock;
  private final RequestCounts counts = new RequestCounts();

  /** The key says nothing: there is one list. */
  private final Kept<Boolean, List<RequestRule>> rules;

  /** Whether some payer refuses the merchant's requests. */
  private final Kept<MerchantId, Boolean> blocked;

  public PaymentRequests(Database database, RequestBlocks blocks, InstantSource clock) {
    this.database = database;
    this.blocks = blocks;
    this.clock = clock;
    this.rules = new Kept<>(KEEP, clock, _ -> database.read(PaymentRequests::read));
    this.blocked =
        new Kept<>(KEEP, clock, merchant -> database.read(tx -> blocks.hasAny(tx, merchant)));
  }

  /**
   * Judges a request before it is stored; counts nothing.
   *
   * @param payer the keyed index of his number
   */
  public RequestVerdict judge(MerchantId merchant, byte[] payer) {
    var now = clock.instant();
    // Most merchants are refused by nobody, and their orders need no look-up.
    if (blocked.get(merchant) && database.read(tx -> blocks.isBlocked(tx, merchant, payer))) {
      return RequestVerdict.REFUSED_BY_PAYER;
    }
    var tooMany =
        rules.get(true).stream()
            .anyMatch(rule ->
                counts.count(key(rule, merchant, payer), rule.within(), now) >= rule.most());
    return tooMany ? RequestVerdict.TOO_MANY : RequestVerdict.ALLOWED;
  }

  /** Counts a request that was stored. */
  public void sent(MerchantId merchant, byte[] payer) {
    var now = clock.instant();
    rules.get(true).forEach(rule -> counts.add(key(rule, merchant, payer), rule.within(), now));
  }

  private static String key(RequestRule rule, MerchantId merchant, byte[] payer) {
    return rule.id() + ' ' + merchant.value() + ' ' + HexFormat.of().formatHex(payer);
  }

  private static List<RequestRule> read(Connection tx) throws SQLException {
    try (var query = tx.prepareStatement("SELECT rule_id, within_seconds, most FROM request_rule");
        var row = query.executeQuery()) {
      var rules = new ArrayList<RequestRule>();
      while (row.next()) {
        rules.add(
            new RequestRule(row.getString(1), Duration.ofSeconds(row.getInt(2)), row.getInt(3)));
      }
      return List.copyOf(rules);
    }
  }
}
