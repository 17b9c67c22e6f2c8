package org.maapay.simulator.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maapay.messaging.uplink.NonceStore.Claim;
import org.maapay.messaging.uplink.NonceStore.Use;
import org.maapay.simulator.TestDatabase;
import org.maapay.simulator.store.Database;

class SeenCallsTest {
  private static final Use USE = new Use("sip:1@bot", "nonce-1", "digest-1");

  private final TestClock clock = new TestClock();
  private Database database;

  @BeforeEach
  void open() throws SQLException {
    database = Database.open(TestDatabase.create(), "merchant_a");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_nonce_comes_once_and_again_only_with_its_body_also_after_a_restart() throws SQLException {
    assertThat(claim(USE)).isEqualTo(Claim.FIRST);
    assertThat(claim(USE)).isEqualTo(Claim.REPEATED);
    assertThat(claim(new Use("sip:1@bot", "nonce-1", "digest-2"))).isEqualTo(Claim.MISUSED);
    assertThat(claim(new Use("sip:2@bot", "nonce-1", "digest-2"))).isEqualTo(Claim.FIRST);
  }

  @Test
  void an_event_is_claimed_once_until_it_is_given_back() throws SQLException {
    assertThat(seen().claim("event-1", clock.instant())).isTrue();
    assertThat(seen().claim("event-1", clock.instant())).isFalse();
    seen().release("event-1");
    assertThat(seen().claim("event-1", clock.instant())).isTrue();
  }

  @Test
  void what_has_expired_goes() throws SQLException {
    var seen = seen();
    seen.claim(USE, clock.instant().minus(Duration.ofSeconds(1)));
    for (int i = 0; i < 500; i++) {
      seen.claim(new Use("sip:1@bot", "other-" + i, "digest"), clock.instant().plusSeconds(600));
    }
    assertThat(claim(USE)).isEqualTo(Claim.FIRST);
  }

  private Claim claim(Use use) throws SQLException {
    return seen().claim(use, clock.instant().plus(Duration.ofMinutes(10)));
  }

  /** As a process that has just started finds it. */
  private SeenCalls seen() throws SQLException {
    return new SeenCalls(new Tables(database), clock);
  }
}
