package org.maapay.chatbot.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.AtOnce;
import org.maapay.TestPlatform;
import org.maapay.messaging.Chatbot.Capability;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.routing.Sightings.Sighting;
import org.maapay.messaging.uplink.NonceStore.Claim;
import org.maapay.messaging.uplink.NonceStore.Use;
import org.maapay.messaging.wire.AccessToken;

/** What all nodes remember of the operators' interfaces. */
class SharedMemoryTest {
  private static final String BOT = "sip:1@unicom.example";

  private final TestPlatform platform = new TestPlatform();
  private final SharedMemory memory =
      new SharedMemory(platform.database, platform.vault.records("operator-token"), platform.clock);

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void of_many_that_find_no_token_one_may_fetch() {
    var now = platform.clock.instant();
    var tokens = memory.stores().tokens();
    var may = AtOnce.run(8, _ -> tokens.claimRefresh(BOT, "", now, now.plusSeconds(15)));
    assertThat(may).filteredOn(Boolean.TRUE::equals).hasSize(1);
    assertThat(tokens.claimRefresh(BOT, "", now.plusSeconds(16), now.plusSeconds(30)))
        .as("its holder died")
        .isTrue();
    var token = new AccessToken("secret-of-two-hours", now.plusSeconds(7200), null);
    tokens.store(BOT, token);
    assertThat(tokens.find(BOT)).isEqualTo(Optional.of(token));
    assertThat(tokens.claimRefresh(BOT, "", now, now.plusSeconds(15)))
        .as("another token is there meanwhile")
        .isFalse();
    assertThat(tokens.claimRefresh(BOT, token.value(), now, now.plusSeconds(15))).isTrue();
    tokens.abandon(BOT);
    assertThat(tokens.claimRefresh(BOT, token.value(), now, now.plusSeconds(15))).isTrue();
    assertThat(
            platform.number(
                "SELECT count(*) FROM operator_token t WHERE t::text LIKE '%secret-of%'"))
        .as("tokens at rest are sealed")
        .isZero();
  }

  @Test
  void a_nonce_comes_again_with_its_own_body_alone() {
    var nonces = memory.stores().nonces();
    var until = platform.clock.instant().plusSeconds(600);
    assertThat(nonces.claim(new Use(BOT, "n", "a"), until)).isEqualTo(Claim.FIRST);
    assertThat(nonces.claim(new Use(BOT, "n", "a"), until)).isEqualTo(Claim.REPEATED);
    assertThat(nonces.claim(new Use(BOT, "n", "b"), until)).isEqualTo(Claim.MISUSED);
    platform.clock.tick(Duration.ofMinutes(11));
    assertThat(memory.purge()).isEqualTo(1);
  }

  @Test
  void ids_lead_both_ways() {
    var ids = memory.stores().ids();
    ids.link(BOT, "own", "theirs");
    assertThat(ids.own(BOT, "theirs")).contains("own");
    assertThat(ids.operators(BOT, "own")).contains("theirs");
    assertThat(ids.own(BOT, "other")).isEmpty();
  }

  @Test
  void the_last_sighting_counts_and_holds_no_number() {
    var sightings = new SharedSightings(platform.database, platform.persons);
    var user = new PhoneNumber("13800138000");
    var now = platform.clock.instant();
    sightings.saw(user, new Sighting("telecom", Capability.RICH, now));
    sightings.saw(user, new Sighting("unicom", Capability.RICH, now.minusSeconds(9)));
    assertThat(sightings.last(user).map(Sighting::operator)).contains("telecom");
    sightings.lost(user, "unicom");
    assertThat(sightings.last(user)).isPresent();
    sightings.lost(user, "telecom");
    assertThat(sightings.last(user)).isEmpty();
  }
}
