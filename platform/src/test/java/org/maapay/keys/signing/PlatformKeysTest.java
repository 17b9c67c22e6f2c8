package org.maapay.keys.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.Clause;
import org.maapay.database.Database;
import org.maapay.database.TestDatabase;
import org.maapay.keys.CipherSuite;
import org.maapay.keys.TestRoot;
import org.maapay.keys.TickingClock;
import org.maapay.keys.Vault;
import org.maapay.keys.signing.PlatformKey.Use;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.VerificationKey.State;

@Clause("6.3.1-1b")
class PlatformKeysTest {
  private static final byte[] BASE = "base".getBytes(UTF_8);
  private final HikariDataSource source = TestDatabase.create();
  private final Database database = new Database(source);
  private final TickingClock clock = new TickingClock("2026-01-01T04:00:00Z");
  private final PlatformKeys keys = node();

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void nodes_that_start_together_agree_on_the_first_key() throws Exception {
    List<Callable<String>> starts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      starts.add(() -> node().signer(SignatureAlgorithm.ED25519).keyId());
    }
    var ids = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var id : threads.invokeAll(starts)) {
        ids.add(id.get());
      }
    }
    assertThat(ids).hasSize(10).containsOnly(ids.getFirst());
  }

  @Test
  void what_it_signs_verifies_by_the_published_key_also_after_a_restart() {
    var published = keys.published();
    assertThat(published.keys())
        .extracting(entry -> entry.key().algorithm())
        .containsExactlyInAnyOrder(SignatureAlgorithm.values());
    for (var entry : published.keys()) {
      var signer = node().signer(entry.key().algorithm());
      assertThat(signer.keyId()).isEqualTo(entry.key().keyId());
      assertThat(
              Signatures.verifier(entry.key().algorithm(), entry.key().publicPem())
                  .verify(BASE, signer.sign(BASE)))
          .isTrue();
    }
  }

  @Test
  void a_new_key_is_published_a_week_before_it_signs() {
    var old = keys.signer(SignatureAlgorithm.ED25519).keyId();
    var version = keys.published().version();
    var next = keys.rotate(SignatureAlgorithm.ED25519);

    assertThat(keys.published().version()).isGreaterThan(version);
    assertThat(states(old, next.keyId())).containsExactly(State.ACTIVE, State.PENDING);
    assertThat(keys.signer(SignatureAlgorithm.ED25519).keyId()).isEqualTo(old);
    clock.tick(Duration.ofDays(7).minusSeconds(1));
    assertThat(keys.signer(SignatureAlgorithm.ED25519).keyId()).isEqualTo(old);
    clock.tick(Duration.ofSeconds(1));
    assertThat(keys.signer(SignatureAlgorithm.ED25519).keyId()).isEqualTo(next.keyId());
    assertThat(states(old, next.keyId())).containsExactly(State.RETIRING, State.ACTIVE);
  }

  @Test
  void a_revoked_key_is_replaced_at_once_and_stays_listed_as_revoked() {
    var old = keys.signer(SignatureAlgorithm.ED25519).keyId();
    assertThat(keys.revoke(old)).isTrue();
    var next = keys.signer(SignatureAlgorithm.ED25519).keyId();
    assertThat(next).isNotEqualTo(old);
    assertThat(states(old, next)).containsExactly(State.REVOKED, State.ACTIVE);
    clock.tick(Duration.ofSeconds(1));
    assertThat(node().signer(SignatureAlgorithm.ED25519).keyId()).isEqualTo(next);
  }

  @Test
  void root_and_keypad_keys_are_others_and_not_in_the_list() {
    var root = keys.root().keyId();
    var keypad = keys.keypad().keyId();
    assertThat(keys.published().keys())
        .extracting(entry -> entry.key().keyId())
        .doesNotContain(root, keypad);
    assertThat(root).isNotEqualTo(keypad);
    assertThat(keys.current(Use.ROOT, SignatureAlgorithm.ED25519).publicPem())
        .contains("BEGIN PUBLIC KEY");
  }

  @Test
  void private_halves_are_stored_sealed() {
    keys.published();
    var dump =
        database.read(tx -> {
          try (var query =
                  tx.prepareStatement(
                      "SELECT string_agg(encode(private_seal, 'escape'), ' ') FROM platform_key");
              var row = query.executeQuery()) {
            row.next();
            return row.getString(1);
          }
        });
    assertThat(dump).doesNotContain("PRIVATE").doesNotContain("MC4CAQ");
  }

  @Test
  void a_key_that_ends_without_successor_is_due() {
    keys.signer(SignatureAlgorithm.ED25519);
    clock.tick(Duration.ofDays(359));
    assertThat(keys.due()).extracting(KeyAlarm::daysLeft).containsExactly(7);
    keys.rotate(SignatureAlgorithm.ED25519);
    assertThat(keys.due()).isEmpty();
  }

  private List<State> states(String... keyIds) {
    var published = keys.published();
    return Arrays.stream(keyIds)
        .map(id ->
            published.keys().stream()
                .filter(entry -> entry.key().keyId().equals(id))
                .findFirst()
                .orElseThrow()
                .state())
        .toList();
  }

  private PlatformKeys node() {
    return new PlatformKeys(
        new Vault(new TestRoot(), database, clock, CipherSuite.AES_256_GCM), database, clock);
  }
}
