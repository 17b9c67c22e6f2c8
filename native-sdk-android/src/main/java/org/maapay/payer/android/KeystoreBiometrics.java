package org.maapay.payer.android;

import android.app.Activity;
import android.hardware.biometrics.BiometricManager;
import android.hardware.biometrics.BiometricManager.Authenticators;
import android.hardware.biometrics.BiometricPrompt;
import android.os.CancellationSignal;
import android.security.keystore.KeyGenParameterSpec;
import android.security.keystore.KeyProperties;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.maapay.payer.Biometrics;

/**
 * Keys in Android's key store. Each signature needs a finger or a face of its own; a newly enrolled
 * one invalidates the key. The key never leaves the store, the template never leaves the sensor.
 */
final class KeystoreBiometrics implements Biometrics {
  private static final String STORE = "AndroidKeyStore";
  private static final long PATIENCE_SECONDS = 60;

  private final Activity activity;

  KeystoreBiometrics(Activity activity) {
    this.activity = activity;
  }

  @Override
  public boolean isReady() {
    var manager = activity.getSystemService(BiometricManager.class);
    return manager != null
        && manager.canAuthenticate(Authenticators.BIOMETRIC_STRONG)
            == BiometricManager.BIOMETRIC_SUCCESS;
  }

  @Override
  public byte @Nullable [] create(String alias) {
    try {
      var generator = KeyPairGenerator.getInstance(KeyProperties.KEY_ALGORITHM_EC, STORE);
      generator.initialize(
          new KeyGenParameterSpec.Builder(alias, KeyProperties.PURPOSE_SIGN)
              .setAlgorithmParameterSpec(new ECGenParameterSpec("secp256r1"))
              .setDigests(KeyProperties.DIGEST_SHA256)
              .setUserAuthenticationRequired(true)
              .setUserAuthenticationParameters(0, KeyProperties.AUTH_BIOMETRIC_STRONG)
              .setInvalidatedByBiometricEnrollment(true)
              .build());
      return generator.generateKeyPair().getPublic().getEncoded();
    } catch (GeneralSecurityException storeWillNot) {
      return null;
    }
  }

  @Override
  public Signing sign(String alias, byte[] text) {
    try {
      var signature = Signature.getInstance("SHA256withECDSA");
      var key = key(alias);
      if (key == null) {
        return Signing.keyGone();
      }
      signature.initSign(key);
      var unlocked = ask(signature);
      if (unlocked == null) {
        return Signing.cancelled();
      }
      unlocked.update(text);
      return Signing.signed(unlocked.sign());
    } catch (GeneralSecurityException | IOException invalidated) {
      return Signing.keyGone();
    }
  }

  @Override
  public void delete(String alias) {
    try {
      var store = KeyStore.getInstance(STORE);
      store.load(null);
      store.deleteEntry(alias);
    } catch (GeneralSecurityException | IOException gone) {
      // A key that cannot be deleted was not there.
    }
  }

  private static @Nullable PrivateKey key(String alias)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(STORE);
    store.load(null);
    return (PrivateKey) store.getKey(alias, null);
  }

  /**
   * Shows the system's prompt from the payment's thread and waits; null if it was not confirmed.
   */
  private @Nullable Signature ask(Signature signature) {
    var answer = new CompletableFuture<Signature>();
    var cancel = new CancellationSignal();
    activity.runOnUiThread(() ->
        new BiometricPrompt.Builder(activity)
            .setTitle(Words.of(activity).confirm())
            .setAllowedAuthenticators(Authenticators.BIOMETRIC_STRONG)
            .setNegativeButton(
                Words.of(activity).cancel(),
                activity.getMainExecutor(),
                (dialog, which) -> answer.cancel(false))
            .build()
            .authenticate(
                new BiometricPrompt.CryptoObject(signature),
                cancel,
                activity.getMainExecutor(),
                new Told(answer)));
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException
        | TimeoutException
        | java.util.concurrent.CancellationException notConfirmed) {
      cancel.cancel();
      return null;
    }
  }

  private static final class Told extends BiometricPrompt.AuthenticationCallback {
    private final CompletableFuture<Signature> answer;

    Told(CompletableFuture<Signature> answer) {
      this.answer = answer;
    }

    @Override
    public void onAuthenticationSucceeded(BiometricPrompt.AuthenticationResult result) {
      var crypto = result.getCryptoObject();
      if (crypto == null || crypto.getSignature() == null) {
        answer.cancel(false);
      } else {
        answer.complete(crypto.getSignature());
      }
    }

    @Override
    public void onAuthenticationError(int code, CharSequence message) {
      answer.cancel(false);
    }
  }
}
