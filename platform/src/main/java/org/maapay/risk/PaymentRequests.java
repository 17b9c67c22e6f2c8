package org.maapay.risk;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.maapay.database.Database;
import org.maapay.database.Kept;
import org.maapay.kernel.MerchantId;
import org.maapay.risk.RequestCounts.Counted;

/**
 * Says whether a merchant may send one more payment request, an order or a mandate, to a payer. The
 * rules are rows; what was read is kept for a second. Counts are each node's own until they come
 * near a rule.
 */
public final class PaymentRequests {
  private static final Duration KEEP = Duration.ofSeconds(1);

  /** From this part of a rule on, the other nodes are told: the eighth. */
  private static final int TOLD_FROM = 8;

  private final Database database;
  private final RequestBlocks blocks;
  private final InstantSource clock;
  private final RequestCounts counts = new RequestCounts();
  private final SharedCounts shared = new SharedCounts();
  private final Set<Counted> toTell = ConcurrentHashMap.newKeySet();

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
            .anyMatch(rule -> counts.count(key(rule, merchant, payer), now) >= rule.most());
    return tooMany ? RequestVerdict.TOO_MANY : RequestVerdict.ALLOWED;
  }

  /** Counts a request that was stored. */
  public void sent(MerchantId merchant, byte[] payer) {
    var now = clock.instant();
    for (var rule : rules.get(true)) {
      var key = key(rule, merchant, payer);
      if (counts.add(key, rule.within(), now) * TOLD_FROM >= rule.most()) {
        toTell.add(key);
      }
    }
  }

  /**
   * Tells the other nodes of counts that came near a rule since the last time, and hears theirs.
   * Call it about once a second on every node.
   *
   * @param by connections for work that nobody waits for
   */
  public void share(Database by) {
    var now = clock.instant();
    for (var key : List.copyOf(toTell)) {
      toTell.remove(key);
      var own = counts.own(key, now);
      if (own.isPresent()) {
        counts.others(key, by.write(tx -> shared.exchange(tx, key, own.get(), now)));
      }
    }
  }

  /** Forgets stretches that are over; returns how many rows went. */
  public int purge() {
    return database.write(tx -> shared.purge(tx, clock.instant()));
  }

  private static Counted key(RequestRule rule, MerchantId merchant, byte[] payer) {
    return new Counted(rule.id(), merchant, HexFormat.of().formatHex(payer));
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
