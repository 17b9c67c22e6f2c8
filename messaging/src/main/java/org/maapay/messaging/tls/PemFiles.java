package org.maapay.messaging.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Certificates and keys as operators hand them out: PEM files. */
public final class PemFiles {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private PemFiles() {}

  /**
   * All certificates of a file, in its order.
   *
   * @throws IllegalArgumentException naming the file, if it holds none or cannot be read
   */
  public static List<X509Certificate> certificates(Path file) {
    try (var in = new ByteArrayInputStream(Files.readAllBytes(file))) {
      var found =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException("no certificate in " + file);
      }
      return found;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("no certificates can be read from " + file, e);
    }
  }

  /**
   * All revocation lists of a file.
   *
   * @throws IllegalArgumentException naming the file, if it holds none or cannot be read
   */
  public static List<X509CRL> revocations(Path file) {
    try (var in = new ByteArrayInputStream(Files.readAllBytes(file))) {
      var found =
          CertificateFactory.getInstance("X.509").generateCRLs(in).stream()
              .map(X509CRL.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException("no revocation list in " + file);
      }
      return found;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("no revocation lists can be read from " + file, e);
    }
  }

  /**
   * The unencrypted PKCS #8 key of a file.
   *
   * @param algorithm that of the certificate's public key
   * @throws IllegalArgumentException naming the file and nothing of its content
   */
  public static PrivateKey key(Path file, String algorithm) {
    try {
      var text = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
      if (!text.find()) {
        throw new IllegalArgumentException("no PKCS #8 PRIVATE KEY in " + file);
      }
      var octets = Base64.getMimeDecoder().decode(text.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(octets));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("no " + algorithm + " key can be read from " + file, e);
    }
  }
}
