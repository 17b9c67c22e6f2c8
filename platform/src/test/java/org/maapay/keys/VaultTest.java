package org.maapay.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maapay.Clause;
import org.maapay.database.Database;
import org.maapay.database.TestDatabase;
import org.maapay.kernel.PayOrderNo;

class VaultTest {
  private static final String CANARY = "13800138000";
  private final HikariDataSource source = TestDatabase.create();
  private final Database database = new Database(source);
  private final TickingClock clock = new TickingClock("2026-01-01T04:00:00Z");
  private final Vault vault = vault(CipherSuite.AES_256_GCM);

  @AfterEach
  void close() {
    source.close();
  }

  @ParameterizedTest
  @EnumSource
  @Clause("6.3.2-1a")
  void a_sealed_field_opens_in_its_place_and_nowhere_else(CipherSuite suite) {
    var fields = vault(suite).fields();
    var sealed = fields.seal("U1", "payer|mobile|U1", CANARY.getBytes(UTF_8));

    assertThat(fields.open("U1", "payer|mobile|U1", sealed)).isEqualTo(CANARY.getBytes(UTF_8));
    assertThat(new String(sealed, UTF_8)).doesNotContain(CANARY);
    assertThat(fields.seal("U1", "payer|mobile|U1", CANARY.getBytes(UTF_8))).isNotEqualTo(sealed);
    assertThatThrownBy(() -> fields.open("U1", "payer|mobile|U2", sealed))
        .isInstanceOf(SealBroken.class);
    fields.seal("U2", "payer|mobile|U2", CANARY.getBytes(UTF_8));
    assertThatThrownBy(() -> fields.open("U2", "payer|mobile|U1", sealed))
        .isInstanceOf(SealBroken.class);
  }

  @Test
  void every_changed_octet_is_noticed() {
    var fields = vault.fields();
    var sealed = fields.seal("U1", "p", CANARY.getBytes(UTF_8));
    for (int i = 0; i < sealed.length; i++) {
      sealed[i] ^= 1;
      assertThatThrownBy(() -> fields.open("U1", "p", sealed)).isInstanceOf(SealBroken.class);
      sealed[i] ^= 1;
    }
    assertThatThrownBy(() -> fields.open("U1", "p", new byte[3])).isInstanceOf(SealBroken.class);
  }

  @Test
  void either_cipher_opens_what_the_other_sealed_before() {
    var sealed = vault(CipherSuite.SM4_GCM).fields().seal("U1", "p", CANARY.getBytes(UTF_8));
    assertThat(vault.fields().open("U1", "p", sealed)).isEqualTo(CANARY.getBytes(UTF_8));
  }

  @Test
  @Clause("6.3.2-5")
  void destroying_the_key_destroys_the_data() {
    var fields = vault.fields();
    var sealed = fields.seal("U1", "p", CANARY.getBytes(UTF_8));
    var other = fields.seal("U2", "p", CANARY.getBytes(UTF_8));
    var node2 = vault(CipherSuite.AES_256_GCM);
    assertThat(node2.fields().open("U1", "p", sealed)).isNotEmpty();

    assertThat(vault.destroy("U1")).isTrue();
    assertThat(vault.destroy("U1")).isFalse();

    assertThatThrownBy(() -> fields.open("U1", "p", sealed)).isInstanceOf(SealBroken.class);
    clock.tick(Duration.ofSeconds(31));
    assertThatThrownBy(() -> node2.fields().open("U1", "p", sealed)).isInstanceOf(SealBroken.class);
    assertThat(fields.open("U2", "p", other)).isEqualTo(CANARY.getBytes(UTF_8));
    fields.seal("U1", "p", CANARY.getBytes(UTF_8));
    assertThatThrownBy(() -> fields.open("U1", "p", sealed)).isInstanceOf(SealBroken.class);
  }

  @Test
  void rotation_keeps_old_data_readable_and_moves_keys_to_the_new_version() {
    var fields = vault.fields();
    var old = fields.seal("U1", "p", CANARY.getBytes(UTF_8));
    assertThat(vault.rotateSubjectKeys()).isEqualTo(2);
    var fresh = fields.seal("U1", "p", CANARY.getBytes(UTF_8));
    assertThat(vault.rewrapSubjectKeys(10)).isEqualTo(1);
    assertThat(vault.rewrapSubjectKeys(10)).isZero();
    run("DELETE FROM vault_key WHERE purpose = 'subject' AND version = 1");

    var restarted = vault(CipherSuite.AES_256_GCM).fields();
    assertThat(restarted.open("U1", "p", old)).isEqualTo(CANARY.getBytes(UTF_8));
    assertThat(restarted.open("U1", "p", fresh)).isEqualTo(CANARY.getBytes(UTF_8));
  }

  @Test
  void many_at_once_agree_on_one_key() {
    var seals = ConcurrentHashMap.<String>newKeySet();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        threads.execute(() -> {
          var sealed =
              vault(CipherSuite.AES_256_GCM).fields().seal("U9", "p", CANARY.getBytes(UTF_8));
          seals.add(HexFormat.of().formatHex(sealed));
        });
      }
    }
    assertThat(seals)
        .hasSize(50)
        .allSatisfy(sealed ->
            assertThat(vault.fields().open("U9", "p", HexFormat.of().parseHex(sealed)))
                .isEqualTo(CANARY.getBytes(UTF_8)));
  }

  @Test
  void an_index_is_the_same_each_time_and_tells_columns_apart() {
    var index = vault.index();
    assertThat(index.of("mobile", CANARY))
        .hasSize(16)
        .isEqualTo(vault(CipherSuite.SM4_GCM).index().of("mobile", CANARY))
        .isNotEqualTo(index.of("card", CANARY))
        .isNotEqualTo(index.of("mobile", "13800138001"));
  }

  @Test
  void a_page_reference_opens_its_own_order_only() {
    var references = vault.pageReferences();
    var order = new PayOrderNo("2026010100421530001230123456789");
    var other = new PayOrderNo("2026010100421530001230123456780");
    var reference = references.of(order);

    assertThat(reference).hasSize(22).matches("[A-Za-z0-9_-]+").isEqualTo(references.of(order));
    assertThat(references.matches(order, reference)).isTrue();
    assertThat(references.matches(other, reference)).isFalse();
    assertThat(references.matches(order, "")).isFalse();
    assertThat(references.matches(order, reference + "A")).isFalse();
  }

  @Test
  void records_open_under_their_own_name_only() {
    var records = vault.records("keypad");
    var sealed = records.seal("a", CANARY.getBytes(UTF_8));
    assertThat(records.open("a", sealed)).isEqualTo(CANARY.getBytes(UTF_8));
    assertThatThrownBy(() -> records.open("b", sealed)).isInstanceOf(SealBroken.class);
    assertThatThrownBy(() -> vault.records("other").open("a", sealed))
        .isInstanceOf(SealBroken.class);
  }

  private Vault vault(CipherSuite suite) {
    return new Vault(new TestRoot(), database, clock, suite);
  }

  private void run(String sql) {
    database.run(tx -> {
      try (var statement = tx.createStatement()) {
        statement.execute(sql);
      }
    });
  }
}
