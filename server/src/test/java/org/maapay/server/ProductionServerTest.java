package org.maapay.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductionServerTest {
  private static final String SAFE =
      """
      maapay:
        bind-address: 127.0.0.1
        behind-proxy: true
        database: {url: "jdbc:postgresql://127.0.0.1:1/none", user: maapay, password: from-a-vault, pool-size: 4}
        vault: {root-key-file: /nowhere/root.key}
        merchant: {port: 1, scheme: https, authorities: [pay.example], calls-per-second: 100, sandbox: false}
        cashier: {port: 2, origin: "https://cashier.example", frame-ancestors: []}
        keypad: {port: 3, origin: "https://keypad.example", frame-ancestors: []}
      """;

  @TempDir private Path folder;

  @Test
  void a_setting_nobody_knows_is_refused_by_its_name() {
    assertRefused(SAFE + "  defualt-key: yes\n", "defualt-key");
  }

  @Test
  void plain_http_without_a_declared_proxy_is_refused() {
    assertRefused(SAFE.replace("behind-proxy: true", "behind-proxy: false"), "behind-proxy");
  }

  @Test
  void a_listener_that_merchants_reach_by_http_is_refused() {
    assertRefused(SAFE.replace("scheme: https", "scheme: http"), "maapay.merchant.scheme");
  }

  @Test
  void the_sandbox_is_refused() {
    assertRefused(SAFE.replace("sandbox: false", "sandbox: true"), "sandbox");
  }

  @Test
  void pages_without_tls_are_refused() {
    assertRefused(SAFE.replace("https://keypad", "http://keypad"), "must be https");
  }

  @Test
  void an_empty_database_password_is_refused() {
    assertRefused(SAFE.replace("from-a-vault", "\"\""), "maapay.database.password");
  }

  @Test
  void the_citus_profile_is_a_setting_of_the_database_and_no_other_word_is() {
    var read =
        assertThatThrownBy(() -> ProductionServer.open(written(withDatabase("citus: true"))));
    read.hasMessageNotContaining(
        "configuration is not right"); // Read; there is no server at port 1.
    assertRefused(withDatabase("citus: perhaps"), "maapay.database.citus");
    assertRefused(withDatabase("citos: true"), "citos");
  }

  private static String withDatabase(String setting) {
    return SAFE.replace("pool-size: 4", "pool-size: 4, " + setting);
  }

  private void assertRefused(String yaml, String reason) {
    assertThatThrownBy(() -> ProductionServer.open(written(yaml)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(reason);
  }

  private Path written(String yaml) throws IOException {
    return Files.writeString(folder.resolve("maapay.yaml"), yaml);
  }
}
