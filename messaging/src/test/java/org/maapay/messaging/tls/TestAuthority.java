package org.maapay.messaging.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** An authority that exists for one test, and what it signs; made by the JDK's own tool. */
public final class TestAuthority {
  private static final String PASSWORD = "only-in-tests";
  private static final List<String> VALID = List.of("-startdate", "-1d", "-validity", "30");
  private static final List<String> EXPIRED = List.of("-startdate", "-30d", "-validity", "10");

  private final Path folder;
  private final Path store;
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
    this.store = folder.resolve(Integer.toHexString(subject.hashCode()) + ".p12");
    generate("authority", subject, List.of("-ext", "bc:c"), VALID);
    this.certificate = read("authority").certificate();
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** Its certificate as a PEM file. */
  public Path file() {
    return written(
        folder.resolve(store.getFileName() + ".pem"), "CERTIFICATE", encoded(List.of(certificate)));
  }

  /** A client's certificate with that subject. */
  public Issued client(String subject) {
    return issue(subject, List.of("-ext", "eku=clientAuth"), VALID);
  }

  public Issued client(String subject, String host) {
    return issue(subject, List.of("-ext", "eku=clientAuth", "-ext", "san=dns:" + host), VALID);
  }

  public Issued expired(String subject) {
    return issue(subject, List.of("-ext", "eku=clientAuth"), EXPIRED);
  }

  /** A server's certificate for this machine. */
  public Issued server() {
    return issue(
        "CN=localhost", List.of("-ext", "eku=serverAuth", "-ext", "san=ip:127.0.0.1"), VALID);
  }

  private Issued issue(String subject, List<String> extensions, List<String> times) {
    var name = "issued-" + issued++;
    var signed = new ArrayList<>(List.of("-signer", "authority"));
    signed.addAll(extensions);
    generate(name, subject, signed, times);
    return read(name);
  }

  private void generate(String name, String subject, List<String> more, List<String> times) {
    var command = new ArrayList<>(List.of("-genkeypair", "-alias", name, "-keyalg", "EC"));
    command.addAll(List.of("-dname", subject, "-groupname", "secp256r1"));
    command.addAll(more);
    command.addAll(times);
    keytool(command);
  }

  /** Its list of what it took back, good for {@code life}, as a PEM file. */
  public Path revocations(Duration life, Issued... revoked) {
    var file = folder.resolve(store.getFileName() + "-" + listed++ + ".crl");
    var command = new ArrayList<>(List.of("-gencrl", "-rfc", "-alias", "authority"));
    for (var one : revoked) {
      command.addAll(List.of("-id", one.certificate().getSerialNumber().toString()));
    }
    // The tool counts days from the beginning of the list's life.
    command.addAll(List.of("-file", file.toString(), "-validity", Long.toString(life.toDays())));
    keytool(command);
    return file;
  }

  private void keytool(List<String> arguments) {
    var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var command = new ArrayList<>(List.of(tool, "-J-XX:TieredStopAtLevel=1"));
    command.addAll(arguments);
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
    command.addAll(List.of("-storepass", PASSWORD));
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Issued read(String name) {
    try (var in = Files.newInputStream(store)) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      var chain =
          Arrays.stream(keys.getCertificateChain(name)).map(X509Certificate.class::cast).toList();
      var key = (PrivateKey) keys.getKey(name, PASSWORD.toCharArray());
      return new Issued(folder, store.getFileName() + "-" + name, chain, key);
    } catch (IOException | GeneralSecurityException e) {
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
