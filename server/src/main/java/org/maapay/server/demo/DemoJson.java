package org.maapay.server.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.maapay.kernel.Money;
import org.maapay.server.demo.DemoState.DemoMerchant;
import org.maapay.server.demo.DemoState.DemoUser;
import tools.jackson.databind.json.JsonMapper;

/** {@code data/demo/demo.json}: where everything is and who is who; appears when all is ready. */
final class DemoJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private DemoJson() {}

  /**
   * What is told.
   *
   * @param second whether the second MaaPay runs
   * @param mandates the merchants that debit a user without a password
   */
  record Facts(
      DemoState state,
      DemoPorts ports,
      SimulatorFile.PlatformFacts platform,
      boolean second,
      Function<DemoUser, List<String>> mandates) {}

  static void write(Path file, Facts facts) throws IOException {
    var ports = facts.ports();
    var merchants = facts.state().merchants();
    var content = new LinkedHashMap<String, Object>();
    content.put(
        "platform",
        ordered(
            "baseUrl", DemoPorts.byAddress(ports.merchantInterface()),
            "keyId", facts.platform().keyId(),
            "publicKeyPem", facts.platform().publicKeyPem(),
            "rootKeyPem", facts.platform().rootKeyPem(),
            "keypadKeyPem", facts.platform().keypadKeyPem()));
    content.put("merchant", merchant(merchants.get(0), ports.merchant()));
    content.put("secondMerchant", merchant(merchants.get(1), ports.secondMerchant()));
    content.put(
        "users",
        facts.state().users().stream()
            .map(user -> user(user, facts.mandates().apply(user)))
            .toList());
    content.put("handsetUrl", DemoPorts.byAddress(ports.handset()));
    content.put("cashierUrl", DemoPorts.byName(ports.cashier()));
    content.put("keypadUrl", DemoPorts.byName(ports.keypad()));
    content.put(
        "operators",
        ordered(
            "unicom", DemoPorts.byAddress(ports.unicom()),
            "telecom", DemoPorts.byAddress(ports.telecom()),
            "mobile", DemoPorts.byAddress(ports.mobile()),
            "gsma", DemoPorts.byAddress(ports.gsma()),
            "rbm", DemoPorts.byAddress(ports.rbm())));
    content.put(
        "institutions",
        facts.second() ? Map.of("SECOND", DemoPorts.byAddress(ports.secondInterface())) : Map.of());
    content.put("bankUrl", DemoPorts.byAddress(ports.bank()));
    content.put(
        "databaseUrl", "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/maapay?user=postgres");
    content.put("processId", ProcessHandle.current().pid());
    DemoState.writePrivately(
        file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
  }

  private static Map<String, Object> merchant(DemoMerchant merchant, int port) {
    return ordered(
        "merchantId", merchant.merchantId(),
        "keyId", merchant.keyId(),
        "alg", "ed25519",
        "privateKeyPem", merchant.privateKeyPem(),
        "name", merchant.name(),
        "bankReturnUrl", DemoPorts.byAddress(port) + "/maapay/notices",
        "reviewUrl", DemoPorts.byAddress(port) + "/review");
  }

  private static Map<String, Object> user(DemoUser user, List<String> mandates) {
    return ordered(
        "mobileNo", user.mobileNo(),
        "paymentPassword", user.paymentPassword(),
        "balance", new Money(user.balanceFen()).toYuan(),
        "operator", user.operator(),
        "mandateWith", mandates);
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    var members = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return members;
  }
}
