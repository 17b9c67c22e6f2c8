package org.maapay.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.maapay.bank.Bank;
import org.maapay.institutions.clearing.ClearingBank;
import org.maapay.institutions.clearing.ClearingSettings;
import org.maapay.keys.signing.Signatures;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.VerificationKey;

/** Connects banks. */
public final class Banks {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Banks() {}

  /** The keys of both sides, PEM. */
  public record Keys(String keyId, String privatePem, String bankKeyId, String bankPublicPem) {
    @Override
    public String toString() {
      return keyId;
    }
  }

  /** The clearing house of the settings, with keys from the files they name. */
  static Bank clearing(ServerSettings.BankSettings bank, InstantSource wall) {
    var keys =
        new Keys(
            bank.keyId(), text(bank.privateKeyFile()), bank.bankKeyId(), text(bank.bankKeyFile()));
    return clearing(URI.create(bank.url()), keys, wall);
  }

  /** A clearing house by its address and keys. */
  public static Bank clearing(URI url, Keys keys, InstantSource wall) {
    var http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    var signer = Signatures.signer(keys.keyId(), SignatureAlgorithm.ED25519, keys.privatePem());
    var house =
        new VerificationKey(
            keys.bankKeyId(),
            Signatures.verifier(SignatureAlgorithm.ED25519, keys.bankPublicPem()),
            Instant.EPOCH,
            Instant.MAX,
            VerificationKey.State.ACTIVE);
    return new ClearingBank(new ClearingSettings(url, signer, house, PATIENCE), http, wall);
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException("the key file cannot be read: " + file, e);
    }
  }
}
