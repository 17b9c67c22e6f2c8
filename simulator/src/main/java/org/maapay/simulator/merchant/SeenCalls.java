package org.maapay.simulator.merchant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.maapay.messaging.uplink.NonceStore;
import org.maapay.messaging.uplink.SeenEvents;

/**
 * The nonces and events of the operators' calls, kept with the shop's data: a restart forgets none.
 */
final class SeenCalls implements NonceStore, SeenEvents {
  /** Longer than any operator keeps repeating. */
  private static final Duration EVENTS_KEPT = Duration.ofDays(3);

  /** So many calls later what has expired is deleted. */
  private static final int TIDY = 500;

  private final Tables tables;
  private final InstantSource clock;
  private final AtomicInteger calls = new AtomicInteger();

  SeenCalls(Tables tables, InstantSource clock) {
    this.tables = tables;
    this.clock = clock;
  }

  @Override
  public Claim claim(Use use, Instant expires) {
    tidy();
    if (1
        == tables.change(
            "INSERT INTO seen_nonce VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            use.chatbotId(),
            use.nonce(),
            use.bodyDigest(),
            expires)) {
      return Claim.FIRST;
    }
    return tables
            .one(
                row -> row.getString("body_digest"),
                "SELECT body_digest FROM seen_nonce WHERE chatbot_id = ? AND nonce = ?",
                use.chatbotId(),
                use.nonce())
            .filter(use.bodyDigest()::equals)
            .isPresent()
        ? Claim.REPEATED
        : Claim.MISUSED;
  }

  @Override
  public boolean claim(String key, Instant at) {
    return 1
        == tables.change(
            "INSERT INTO seen_event VALUES (?, ?) ON CONFLICT DO NOTHING",
            key,
            at.plus(EVENTS_KEPT));
  }

  @Override
  public void release(String key) {
    tables.change("DELETE FROM seen_event WHERE key = ?", key);
  }

  private void tidy() {
    if (calls.incrementAndGet() % TIDY == 0) {
      tables.change("DELETE FROM seen_nonce WHERE expires_at < ?", clock.instant());
      tables.change("DELETE FROM seen_event WHERE expires_at < ?", clock.instant());
    }
  }
}
