package org.maapay.messaging.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.x500.X500Principal;

/** An authority that exists for one test, and what it signs: P-256 keys, X.509 of version 3. */
public final class TestAuthority {
  private static final byte[] ECDSA_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
  private static final byte[] SERVES = uses("1.3.6.1.5.5.7.3.1");
  private static final byte[] CALLS = uses("1.3.6.1.5.5.7.3.2");
  private static final byte[] SIGNS =
      Der.sequence(Der.oid("2.5.29.19"), Der.yes(), Der.octets(Der.sequence(Der.yes())));

  private static final AtomicInteger AUTHORITIES = new AtomicInteger();

  private final Path folder;
  private final String name = "authority-" + AUTHORITIES.incrementAndGet();
  private final X500Principal subject;
  private final KeyPair keys = keys();
  private final X509Certificate certificate;
  private int issued;
  private int listed;

  /** A key and its certificate. */
  public record Issued(Path folder, String name, List<X509Certificate> chain, PrivateKey key) {
    public X509Certificate certificate() {
      return chain.getFirst();
    }

    public ClientIdentity.Shown shown() {
      return new ClientIdentity.Shown(chain, key);
    }

    /** The chain as a PEM file. */
    public Path certificateFile() {
      return written(folder.resolve(name + ".crt"), "CERTIFICATE", encoded(chain));
    }

    public Path keyFile() {
      return written(folder.resolve(name + ".key"), "PRIVATE KEY", List.of(key.getEncoded()));
    }
  }

  public TestAuthority(Path folder, String subject) {
    this.folder = folder;
    this.subject = new X500Principal(subject);
    this.certificate = certificate(this.subject, keys.getPublic(), Life.VALID, SIGNS);
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** Its certificate as a PEM file. */
  public Path file() {
    return written(folder.resolve(name + ".pem"), "CERTIFICATE", encoded(List.of(certificate)));
  }

  /** A client's certificate with that subject. */
  public Issued client(String subject) {
    return issue(subject, Life.VALID, CALLS);
  }

  public Issued client(String subject, String host) {
    return issue(subject, Life.VALID, CALLS, called(Der.plain(2, host.getBytes(US_ASCII))));
  }

  public Issued expired(String subject) {
    return issue(subject, Life.EXPIRED, CALLS);
  }

  /** A server's certificate for this machine. */
  public Issued server() {
    return issue(
        "CN=localhost", Life.VALID, SERVES, called(Der.plain(7, new byte[] {127, 0, 0, 1})));
  }

  /** Its list of what it took back, good for {@code life}, as a PEM file. */
  public Path revocations(Duration life, Issued... revoked) {
    var now = Instant.now();
    var entries =
        Arrays.stream(revoked)
            .map(one ->
                Der.sequence(
                    Der.integer(one.certificate().getSerialNumber().longValueExact()),
                    Der.time(now)))
            .toArray(byte[][]::new);
    var list =
        Der.sequence(
            Der.integer(1),
            ECDSA_SHA256,
            subject.getEncoded(),
            Der.time(now),
            Der.time(now.plus(life)),
            entries.length == 0 ? new byte[0] : Der.sequence(entries));
    var file = folder.resolve(name + "-" + listed++ + ".crl");
    return written(file, "X509 CRL", List.of(signed(list)));
  }

  /** From when to when a certificate counts, from now. */
  private enum Life {
    VALID(Duration.ofDays(-1), Duration.ofDays(29)),
    EXPIRED(Duration.ofDays(-30), Duration.ofDays(-20));

    private final Duration from;
    private final Duration until;

    Life(Duration from, Duration until) {
      this.from = from;
      this.until = until;
    }
  }

  private Issued issue(String whose, Life life, byte[]... extensions) {
    var pair = keys();
    var its = certificate(new X500Principal(whose), pair.getPublic(), life, extensions);
    return new Issued(folder, name + "-" + issued, List.of(its, certificate), pair.getPrivate());
  }

  private X509Certificate certificate(
      X500Principal whose, PublicKey key, Life life, byte[]... extensions) {
    var now = Instant.now();
    var wish =
        Der.sequence(
            Der.tagged(0, Der.integer(2)),
            Der.integer(++issued),
            ECDSA_SHA256,
            subject.getEncoded(),
            Der.sequence(Der.time(now.plus(life.from)), Der.time(now.plus(life.until))),
            whose.getEncoded(),
            key.getEncoded(),
            Der.tagged(3, Der.sequence(extensions)));
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(signed(wish)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] signed(byte[] content) {
    try {
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(content);
      return Der.sequence(content, ECDSA_SHA256, Der.bits(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The extension that says what for a certificate may be shown. */
  private static byte[] uses(String purpose) {
    return Der.sequence(Der.oid("2.5.29.37"), Der.octets(Der.sequence(Der.oid(purpose))));
  }

  /** The extension that names a host. */
  private static byte[] called(byte[] host) {
    return Der.sequence(Der.oid("2.5.29.17"), Der.octets(Der.sequence(host)));
  }

  private static KeyPair keys() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<byte[]> encoded(List<X509Certificate> certificates) {
    var all = new ArrayList<byte[]>();
    for (var one : certificates) {
      try {
        all.add(one.getEncoded());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
    return all;
  }

  private static Path written(Path file, String type, List<byte[]> blocks) {
    var text = new StringBuilder();
    for (var block : blocks) {
      var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(block);
      text.append("-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, lines, type));
    }
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
