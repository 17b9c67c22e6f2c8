package org.maapay.risk;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.maapay.database.Database;
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
  private volatile Known known = new Known(List.of(), Instant.MIN);

  private final Map<MerchantId, Blocked> blocked = new ConcurrentHashMap<>();

  /** Whether some payer refuses the merchant's requests. */
  private record Blocked(boolean any, Instant until) {}

  private record Known(List<RequestRule> rules, Instant until) {}

  public PaymentRequests(Database database, RequestBlocks blocks, InstantSource clock) {
    this.database = database;
    this.blocks = blocks;
    this.clock = clock;
  }

  /**
   * Judges a request before it is stored; counts nothing.
   *
   * @param payer the keyed index of his number
   */
  public RequestVerdict judge(MerchantId merchant, byte[] payer) {
    var now = clock.instant();
    if (hasBlocks(merchant, now) && database.read(tx -> blocks.isBlocked(tx, merchant, payer))) {
      return RequestVerdict.REFUSED_BY_PAYER;
    }
    var tooMany =
        rules(now).stream()
            .anyMatch(rule ->
                counts.count(key(rule, merchant, payer), rule.within(), now) >= rule.most());
    return tooMany ? RequestVerdict.TOO_MANY : RequestVerdict.ALLOWED;
  }

  /** Most merchants are refused by nobody, and their orders need no look-up. */
  private boolean hasBlocks(MerchantId merchant, Instant now) {
    var last = blocked.get(merchant);
    if (last == null || !now.isBefore(last.until())) {
      boolean any = database.read(tx -> blocks.hasAny(tx, merchant));
      last = new Blocked(any, now.plus(KEEP));
      blocked.put(merchant, last);
    }
    return last.any();
  }

  /** Counts a request that was stored. */
  public void sent(MerchantId merchant, byte[] payer) {
    var now = clock.instant();
    rules(now).forEach(rule -> counts.add(key(rule, merchant, payer), rule.within(), now));
  }

  private static String key(RequestRule rule, MerchantId merchant, byte[] payer) {
    return rule.id() + ' ' + merchant.value() + ' ' + HexFormat.of().formatHex(payer);
  }

  private List<RequestRule> rules(Instant now) {
    var last = known;
    if (!now.isBefore(last.until())) {
      last = new Known(database.read(PaymentRequests::read), now.plus(KEEP));
      known = last;
    }
    return last.rules();
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
