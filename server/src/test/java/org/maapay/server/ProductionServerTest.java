package org.maapay.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maapay.messaging.Clause;

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

  private static final String OPERATORS =
      """
        operators:
          port: 4
          chatbots:
            - operator: unicom
              chatbot-id: "sip:1@botplatform.rcs.chinaunicom.cn"
              server-root: https://maap.example
              app-id: a
              app-key: k
              callback-token: t
              callback-networks: [203.0.113.0/24]
      """;
  private static final String LOOKUP =
      """
          lookup:
            url: https://numbers.example/v1/serving
            token: from-a-vault
            field: msisdn
            form: e164
            answer: /data/carrier
            operators: {CU: unicom, CM: mobile}
            timeout: 1500ms
            remembered: 12h
      """;

  private static final String SMS =
      """
          sms:
            host: smsc.example
            port: 3550
            system-id: maapay
            password: secret
            tls: true
            source: "10690000"
            numbers: national
            per-second: 50
            answer: 5s
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

  @Test
  @Clause("4-operator-b")
  void an_operator_whose_calls_prove_little_needs_addresses_or_certificates() {
    assertRefused(
        SAFE + OPERATORS.replace("callback-networks: [203.0.113.0/24]", ""), "callback-networks");
    assertThatThrownBy(() -> ProductionServer.open(written(SAFE + OPERATORS)))
        .as("read and found safe; there is no database")
        .hasMessageNotContainingAny("configuration is not", "not safe");
  }

  @Test
  @Clause("4-operator-b")
  void certificates_of_callbacks_need_a_pin_and_tls_that_ends_here() {
    var certificates =
        "callback-certificates: {authorities-file: /nowhere/ca.pem, names: [a.example]}";
    var behindProxy = OPERATORS.replace("callback-networks: [203.0.113.0/24]", certificates);
    assertRefused(SAFE + behindProxy, "maapay.operators.tls");
    var unpinned = behindProxy.replace(", names: [a.example]", "");
    assertRefused(SAFE + unpinned, "pin names or fingerprints");
  }

  @Test
  void the_look_up_of_numbers_is_called_by_https_and_names_operators_that_there_are() {
    assertRefused(SAFE + OPERATORS + LOOKUP.replace("https", "http"), "lookup must be called by");
    assertRefused(SAFE + OPERATORS + LOOKUP.replace("CU: unicom", "CU: uniform"), "uniform");
    assertThatThrownBy(() -> ProductionServer.open(written(SAFE + OPERATORS + LOOKUP)))
        .hasMessageNotContainingAny("configuration is not", "not safe");
  }

  @Test
  void an_sms_centre_is_reached_by_tls_or_a_declared_line_and_within_what_smpp_can_say() {
    assertRefused(SAFE + OPERATORS + SMS.replace("tls: true", "tls: false"), "private-line");
    assertRefused(SAFE + OPERATORS + SMS.replace("secret", "secret-of-nine"), "of password");
    assertRefused(SAFE + OPERATORS + SMS.replace("10690000", "支付"), "sms.source");
    assertRefused(SAFE + OPERATORS + SMS.replace("per-second: 50", "per-second: 0"), "per-second");
    assertThatThrownBy(() -> ProductionServer.open(written(SAFE + OPERATORS + SMS)))
        .hasMessageNotContainingAny("configuration is not", "not safe");
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
