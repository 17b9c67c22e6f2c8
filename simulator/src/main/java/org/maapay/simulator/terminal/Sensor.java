package org.maapay.simulator.terminal;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.maapay.payer.Biometrics;

/**
 * The handset's key store with a fingerprint sensor. The sensor is a button on the page, and the
 * keys live as long as the simulator runs: then they are gone, as after a change of fingers.
 */
final class Sensor implements Biometrics {
  private static final long PATIENCE_SECONDS = 60;

  private final Map<String, KeyPair> keys = new ConcurrentHashMap<>();
  private final Consumer<Boolean> prompt;
  private volatile CompletableFuture<Boolean> touched = new CompletableFuture<>();

  /**
   * @param prompt told when the sensor begins and ends to wait for a finger
   */
  Sensor(Consumer<Boolean> prompt) {
    this.prompt = prompt;
  }

  /** The user touched the sensor, or pushed the question away. */
  void touch(boolean recognised) {
    touched.complete(recognised);
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public byte @Nullable [] create(String alias) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = generator.generateKeyPair();
      keys.put(alias, pair);
      return pair.getPublic().getEncoded();
    } catch (GeneralSecurityException _) {
      return null;
    }
  }

  @Override
  public Signing sign(String alias, byte[] text) {
    var pair = keys.get(alias);
    if (pair == null) {
      return Signing.keyGone();
    }
    if (!asks()) {
      return Signing.cancelled();
    }
    try {
      var signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(pair.getPrivate());
      signer.update(text);
      return Signing.signed(signer.sign());
    } catch (GeneralSecurityException _) {
      return Signing.keyGone();
    }
  }

  @Override
  public void delete(String alias) {
    keys.remove(alias);
  }

  private boolean asks() {
    touched = new CompletableFuture<>();
    prompt.accept(true);
    try {
      return touched.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      prompt.accept(false);
    }
  }
}
