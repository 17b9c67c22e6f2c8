package org.maapay.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.maapay.keys.signing.Signatures;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.Signer;
import picocli.CommandLine.Option;

/** As whom a tool calls: the running demo's first merchant, unless the options say otherwise. */
final class LocalMerchant {
  @Option(
      names = "--base-url",
      description = "The platform, without /v1 (default: the running demo's).")
  private @Nullable String baseUrl;

  @Option(names = "--key-id", description = "The key id that the platform issued.")
  private @Nullable String keyId;

  @Option(names = "--key-file", description = "The private key, PEM (PKCS#8).")
  private @Nullable Path keyFile;

  @Option(
      names = "--alg",
      defaultValue = "ed25519",
      description = "The key's algorithm (default: ${DEFAULT-VALUE}).")
  private String algorithm = "ed25519";

  /** The URL of {@code path}, such as {@code /v1/payment-orders}. */
  URI url(String path) {
    var base = baseUrl == null ? demo("platform", "baseUrl") : baseUrl;
    return URI.create(base + (path.startsWith("/") ? path : "/" + path));
  }

  Signer signer() {
    if (keyId == null || keyFile == null) {
      return Signatures.signer(
          demo("merchant", "keyId"), SignatureAlgorithm.ED25519, demo("merchant", "privateKeyPem"));
    }
    var named =
        SignatureAlgorithm.named(algorithm)
            .orElseThrow(() -> new IllegalArgumentException("no algorithm is called " + algorithm));
    try {
      return Signatures.signer(keyId, named, Files.readString(keyFile));
    } catch (IOException e) {
      throw new UncheckedIOException("the key file cannot be read: " + keyFile, e);
    }
  }

  String demo(String party, String member) {
    return DemoFile.read().content().path(party).path(member).asString();
  }
}
