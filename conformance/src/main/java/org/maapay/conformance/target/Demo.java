package org.maapay.conformance.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code data/demo/demo.json} tells an outsider. */
public record Demo(
    URI baseUrl,
    String platformKeyId,
    String platformKeyPem,
    @Nullable String rootKeyPem,
    Party merchant,
    Party secondMerchant,
    List<User> users,
    URI handsetUrl,
    @Nullable URI bankUrl) {
  /** A merchant whose key is at hand. */
  public record Party(
      String merchantId, String keyId, String privateKeyPem, String name, String bankReturnUrl) {
    @Override
    public String toString() {
      return merchantId;
    }
  }

  /** A payer whose password is at hand. */
  public record User(String mobileNo, String paymentPassword) {
    @Override
    public String toString() {
      return mobileNo;
    }
  }

  /** Reads the file; {@code baseUrl}, where given, wins over the one in it. */
  public static Demo read(Path file, @Nullable String baseUrl) {
    try {
      var json = JsonMapper.shared().readTree(Files.readString(file));
      var platform = json.path("platform");
      return new Demo(
          URI.create(baseUrl == null ? text(platform, "baseUrl") : baseUrl),
          text(platform, "keyId"),
          text(platform, "publicKeyPem"),
          platform.path("rootKeyPem").asString(null),
          party(json.path("merchant")),
          party(json.path("secondMerchant")),
          json.path("users")
              .valueStream()
              .map(u -> new User(text(u, "mobileNo"), text(u, "paymentPassword")))
              .toList(),
          URI.create(text(json, "handsetUrl")),
          json.path("bankUrl").isString() ? URI.create(text(json, "bankUrl")) : null);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + "; is the demo running?", e);
    }
  }

  private static Party party(JsonNode json) {
    return new Party(
        text(json, "merchantId"),
        text(json, "keyId"),
        text(json, "privateKeyPem"),
        text(json, "name"),
        text(json, "bankReturnUrl"));
  }

  private static String text(JsonNode json, String name) {
    var value = json.path(name);
    if (!value.isString()) {
      throw new IllegalArgumentException("demo.json has no " + name);
    }
    return value.asString();
  }

  @Override
  public String toString() {
    return "demo at " + baseUrl;
  }
}
