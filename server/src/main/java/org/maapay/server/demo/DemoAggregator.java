package org.maapay.server.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.maapay.server.demo.DemoState.DemoMerchant;

/** The demo's platform as a merchant of the second MaaPay; its key is invented once and kept. */
final class DemoAggregator {
  private static final String ID = "M2026900001";

  private DemoAggregator() {}

  /** The secret half of its key. */
  static Path keyFile(Path folder) {
    return folder.resolve("at-second.pem");
  }

  private static Path publicFile(Path folder) {
    return folder.resolve("at-second.pub");
  }

  private static Path keyIdFile(Path folder) {
    return folder.resolve("at-second.id");
  }

  /** Knows its key id once the second MaaPay has issued it. */
  static DemoMerchant open(Path folder) throws IOException {
    if (!Files.exists(publicFile(folder))) {
      var fresh = DemoInvention.merchant(ID, "MaaPay 聚合");
      write(keyFile(folder), fresh.privateKeyPem());
      write(publicFile(folder), fresh.publicKeyPem());
    }
    var keyId = Files.exists(keyIdFile(folder)) ? Files.readString(keyIdFile(folder)) : "";
    return new DemoMerchant(
        ID,
        keyId,
        Files.readString(keyFile(folder)),
        Files.readString(publicFile(folder)),
        "MaaPay 聚合");
  }

  static void keep(Path folder, DemoMerchant admitted) throws IOException {
    write(keyIdFile(folder), admitted.keyId());
  }

  private static void write(Path file, String text) throws IOException {
    DemoState.writePrivately(file, text.getBytes(StandardCharsets.US_ASCII));
  }
}
