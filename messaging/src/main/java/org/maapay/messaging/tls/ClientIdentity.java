package org.maapay.messaging.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What TLS toward one operator is spoken with, where its interface asks for more than the usual.
 *
 * @param own the certificate we show and its key; empty for none
 * @param authorities who signs the operator's server certificates; empty for the public ones
 */
public record ClientIdentity(List<Shown> own, List<X509Certificate> authorities) {
  /** A certificate, who signed it, and its key. */
  public record Shown(List<X509Certificate> chain, PrivateKey key) {
    public Shown {
      chain = List.copyOf(chain);
    }

    /** Reads both from PEM files. */
    public static Shown read(Path certificates, Path key) {
      var chain = PemFiles.certificates(certificates);
      return new Shown(chain, PemFiles.key(key, chain.getFirst().getPublicKey().getAlgorithm()));
    }

    @Override
    public String toString() {
      return "Shown[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
  }

  public ClientIdentity {
    own = List.copyOf(own);
    authorities = List.copyOf(authorities);
  }

  /**
   * Sockets of an identity that is in files, each new one of what they hold then.
   *
   * @param files where it is
   * @param reading reads them
   */
  public static SSLContext context(
      List<Path> files, Supplier<ClientIdentity> reading, InstantSource clock) {
    return ChangingIdentity.context(new FromFiles<>(files, () -> reading.get().managers(), clock));
  }

  /** Sockets of this identity. */
  public SSLContext context() {
    var managers = managers();
    return ChangingIdentity.context(() -> managers);
  }

  private ChangingIdentity.Managers managers() {
    try {
      return new ChangingIdentity.Managers(
          (X509ExtendedKeyManager) keys()[0], (X509ExtendedTrustManager) trust()[0]);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("certificate and key do not make an identity", e);
    }
  }

  private KeyManager[] keys() throws GeneralSecurityException, IOException {
    var store = empty();
    for (var shown : own) {
      store.setKeyEntry(
          "own", shown.key(), new char[0], shown.chain().toArray(X509Certificate[]::new));
    }
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private TrustManager[] trust() throws GeneralSecurityException, IOException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    if (authorities.isEmpty()) {
      factory.init((KeyStore) null);
      return factory.getTrustManagers();
    }
    var store = empty();
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
