package org.maapay.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.maapay.merchant.MaaPay;
import org.maapay.merchant.Retries;
import org.maapay.signature.SignatureAlgorithm;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code demo.json} says: where a running demo is and who takes part in it. */
public record DemoFacts(
    Platform platform,
    Party merchant,
    Party secondMerchant,
    List<User> users,
    List<User> payers,
    Places places,
    String databaseUrl,
    Where where) {
  /** The platform and the keys it is known by. */
  public record Platform(String baseUrl, String keyId, String publicKeyPem, String keypadKeyPem) {}

  /** A merchant that the platform knows. */
  public record Party(String merchantId, String keyId, String privateKeyPem, String name) {
    @Override
    public String toString() {
      return merchantId;
    }
  }

  /** A user of the institution; these people do not exist. */
  public record User(String mobileNo, String paymentPassword, long openingFen) {
    @Override
    public String toString() {
      return "*" + mobileNo.substring(7);
    }
  }

  /** The process that is the platform, and the folder where the demo keeps its data. */
  public record Where(long processId, Path folder) {}

  /** The other addresses of a demo. */
  public record Places(URI handset, URI cashier, URI bank) {}

  public static DemoFacts read(Path file) throws IOException {
    var all = JsonMapper.builder().build().readTree(Files.readAllBytes(file));
    var platform = all.path("platform");
    return new DemoFacts(
        new Platform(
            text(platform, "baseUrl"),
            text(platform, "keyId"),
            text(platform, "publicKeyPem"),
            text(platform, "keypadKeyPem")),
        party(all.path("merchant")),
        party(all.path("secondMerchant")),
        all.path("users").valueStream().map(DemoFacts::user).toList(),
        payers(file.resolveSibling("payers.tsv")),
        new Places(
            URI.create(text(all, "handsetUrl")),
            URI.create(text(all, "cashierUrl")),
            URI.create(text(all, "bankUrl"))),
        text(all, "databaseUrl"),
        new Where(all.path("processId").asLong(), file.toAbsolutePath().resolveSibling("")));
  }

  long processId() {
    return where.processId();
  }

  /** The first process of the demo's PostgreSQL. */
  long postmaster() throws IOException {
    return DemoProcess.postmaster(where.folder())
        .orElseThrow(() -> new IOException("the demo's PostgreSQL does not run"))
        .pid();
  }

  /** The crowd that {@code demo --payers} made, without the line of titles. */
  private static List<User> payers(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (var lines = Files.lines(file)) {
      return lines
          .skip(1)
          .map(line -> line.split("\t", -1))
          .map(cells -> new User(cells[0], cells[1], fen(cells[2])))
          .toList();
    }
  }

  private static long fen(String yuan) {
    return new BigDecimal(yuan).movePointRight(2).longValueExact();
  }

  /** The users who own at least {@code fen}. */
  public List<User> usersWith(long fen) {
    return users.stream().filter(user -> user.openingFen() >= fen).toList();
  }

  /** The first merchant's way to the platform: every call is made once and never repeated. */
  public MaaPay.Builder merchantClient(HttpClient http) {
    return MaaPay.builder()
        .baseUrl(platform.baseUrl())
        .merchantId(merchant.merchantId())
        .privateKey(merchant.keyId(), SignatureAlgorithm.ED25519, merchant.privateKeyPem())
        .platformKey(platform.keyId(), SignatureAlgorithm.ED25519, platform.publicKeyPem())
        .retries(Retries.NONE)
        .http(http);
  }

  private static Party party(JsonNode node) {
    return new Party(
        text(node, "merchantId"),
        text(node, "keyId"),
        text(node, "privateKeyPem"),
        text(node, "name"));
  }

  private static User user(JsonNode node) {
    return new User(
        text(node, "mobileNo"),
        text(node, "paymentPassword"),
        fen(node.path("balance").asString("0")));
  }

  private static String text(JsonNode node, String name) {
    var value = node.path(name).asString("");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("demo.json lacks " + name);
    }
    return value;
  }
}
