package org.maapay.keys.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.Clause;
import org.maapay.database.Database;
import org.maapay.database.TestDatabase;
import org.maapay.keys.TickingClock;
import org.maapay.keys.signing.Registration.Reason;
import org.maapay.keys.signing.Registration.Refused;
import org.maapay.keys.signing.Registration.Registered;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.VerificationKey.State;

@Clause("6.3.1-1b")
class PartyKeysTest {
  private final HikariDataSource source = TestDatabase.create();
  private final Database database = new Database(source);
  private final TickingClock clock = new TickingClock("2026-01-01T04:00:00Z");
  private final PartyKeys keys = new PartyKeys(database, clock);

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void a_key_counts_from_now_for_a_year_under_an_id_of_the_platforms() {
    var key = registered(keys.admit("M0001", SignatureAlgorithm.ED25519, fresh()));
    assertThat(key.keyId()).matches("K[0-9A-F]{24}");
    assertThat(key.validity().notBefore()).isEqualTo(Instant.parse("2026-01-01T04:00:00Z"));
    assertThat(key.validity().notAfter()).isEqualTo(Instant.parse("2027-01-01T04:00:00Z"));
    assertThat(keys.find(key.keyId()).orElseThrow().state()).isEqualTo(State.ACTIVE);
    assertThat(keys.record(key.keyId()).orElseThrow().party()).isEqualTo("M0001");
    assertThat(keys.find("K000000000000000000000000")).isEmpty();
    assertThat(keys.find("' OR 1=1")).isEmpty();
  }

  @Test
  void a_successor_counts_at_once_and_the_present_key_for_a_week_more() {
    var first = registered(keys.admit("M0001", SignatureAlgorithm.ED25519, fresh()));
    var next = registered(keys.succeed(first.keyId(), SignatureAlgorithm.ED25519, fresh()));

    assertThat(keys.find(next.keyId()).orElseThrow().state()).isEqualTo(State.ACTIVE);
    var retiring = keys.find(first.keyId()).orElseThrow();
    assertThat(retiring.state()).isEqualTo(State.RETIRING);
    assertThat(retiring.notAfter()).isEqualTo(clock.instant().plus(Duration.ofDays(7)));

    assertThat(keys.succeed(next.keyId(), SignatureAlgorithm.ED25519, fresh()))
        .isEqualTo(new Refused(Reason.ROTATION_UNDER_WAY));
    clock.tick(Duration.ofDays(8));
    assertThat(keys.succeed(next.keyId(), SignatureAlgorithm.ED25519, fresh()))
        .isInstanceOf(Registered.class);
  }

  @Test
  void the_same_key_is_never_registered_twice() {
    var pem = fresh();
    keys.admit("M0001", SignatureAlgorithm.ED25519, pem);
    assertThat(keys.admit("M0002", SignatureAlgorithm.ED25519, pem))
        .isEqualTo(new Refused(Reason.ALREADY_REGISTERED));
    assertThat(keys.admit("M0002", SignatureAlgorithm.ED25519, "\n" + pem.strip() + "\r\n"))
        .isEqualTo(new Refused(Reason.ALREADY_REGISTERED));
    assertThat(keys.admit("M0002", SignatureAlgorithm.SM2_SM3, fresh()))
        .isEqualTo(new Refused(Reason.NOT_A_SAFE_KEY));
    assertThat(keys.admit("M0002", SignatureAlgorithm.ED25519, "no key"))
        .isEqualTo(new Refused(Reason.NOT_A_SAFE_KEY));
  }

  @Test
  void a_revocation_counts_on_every_node_within_a_second_and_for_ever() {
    var key = registered(keys.admit("M0001", SignatureAlgorithm.ED25519, fresh()));
    var node2 = new PartyKeys(database, clock);
    assertThat(node2.find(key.keyId()).orElseThrow().state()).isEqualTo(State.ACTIVE);

    assertThat(keys.revoke(key.keyId())).isTrue();

    assertThat(keys.find(key.keyId()).orElseThrow().state()).isEqualTo(State.REVOKED);
    clock.tick(Duration.ofSeconds(1));
    assertThat(node2.find(key.keyId()).orElseThrow().state()).isEqualTo(State.REVOKED);
    assertThat(keys.activate(key.keyId())).isFalse();
    assertThat(node2.find(key.keyId()).orElseThrow().state()).isEqualTo(State.REVOKED);
  }

  @Test
  void a_proposed_key_waits_for_activation() {
    var key = registered(keys.propose("M0001", SignatureAlgorithm.ED25519, fresh()));
    assertThat(keys.find(key.keyId()).orElseThrow().state()).isEqualTo(State.PENDING);
    assertThat(keys.activate(key.keyId())).isTrue();
    assertThat(keys.find(key.keyId()).orElseThrow().state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void the_last_key_of_a_party_is_called_due_at_30_7_and_1_days() {
    var key = registered(keys.admit("M0001", SignatureAlgorithm.ED25519, fresh()));
    var marks = new HashSet<Integer>();
    assertThat(keys.due()).isEmpty();
    for (int day = 330; day < 367; day++) {
      clock.tick(
          Duration.between(clock.instant(), key.validity().notBefore().plus(Duration.ofDays(day))));
      keys.due().forEach(alarm -> marks.add(alarm.daysLeft()));
    }
    assertThat(marks).containsExactlyInAnyOrder(30, 7, 1);
    assertThat(keys.due()).as("it has ended").isEmpty();
  }

  @Test
  void a_party_with_a_longer_key_is_not_called() {
    var first = registered(keys.admit("M0001", SignatureAlgorithm.ED25519, fresh()));
    clock.tick(Duration.ofDays(340));
    assertThat(keys.due()).hasSize(1);
    keys.succeed(first.keyId(), SignatureAlgorithm.ED25519, fresh());
    assertThat(keys.due()).isEmpty();
  }

  private static PartyKey registered(Registration registration) {
    return registration instanceof Registered(var key) ? key : fail(registration);
  }

  private static PartyKey fail(Registration registration) {
    throw new AssertionError(registration.toString());
  }

  private static String fresh() {
    return KeyPairText.generate(SignatureAlgorithm.ED25519).publicPem();
  }
}
