package org.maapay.messaging.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * With which client certificates one operator proves itself. Its authorities are its own: what one
 * operator's authority signs says nothing of another operator.
 *
 * @param authorities who signs the operator's certificates
 * @param fingerprints SHA-256 of single certificates, in lower-case hexadecimal; empty for any that
 *     the authorities signed
 * @param names subjects ({@code CN=callback,O=Operator}) or DNS names ({@code
 *     callback.operator.example}), one of which the certificate must have; empty for any
 * @param revocations the lists of all who sign between the authorities and the certificate; where
 *     there are any, a certificate counts only if a list that is valid says that it is not revoked
 */
public record CertificateRule(
    List<X509Certificate> authorities,
    Set<String> fingerprints,
    Set<String> names,
    List<X509CRL> revocations) {
  private static final String CLIENT_USE = "1.3.6.1.5.5.7.3.2";
  private static final String ANY_USE = "2.5.29.37.0";
  private static final int DNS_NAME = 2;

  public CertificateRule {
    authorities = List.copyOf(authorities);
    fingerprints =
        fingerprints.stream().map(CertificateRule::plain).collect(Collectors.toUnmodifiableSet());
    names = Set.copyOf(names);
    revocations = List.copyOf(revocations);
    if (authorities.isEmpty()) {
      throw new IllegalArgumentException("no authority that signs the operator's certificates");
    }
    names.stream().filter(CertificateRule::isSubject).forEach(X500Principal::new);
  }

  /** Fingerprints are also shown in capitals and with colons. */
  private static String plain(String fingerprint) {
    var plain = fingerprint.replace(":", "").strip().toLowerCase(Locale.ROOT);
    if (!plain.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256: " + fingerprint);
    }
    return plain;
  }

  /**
   * True if the certificate is one of this operator's at {@code now}.
   *
   * @param chain the certificate that the caller proved to hold, then who signed it; empty if none
   */
  public boolean admits(List<X509Certificate> chain, Instant now) {
    if (chain.isEmpty() || !isSigned(chain, now)) {
      return false;
    }
    var own = chain.getFirst();
    return isPinned(own) && (names.isEmpty() || hasName(own));
  }

  private boolean isPinned(X509Certificate own) {
    try {
      return fingerprints.isEmpty() || fingerprints.contains(sha256(own));
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static String sha256(X509Certificate own) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(own.getEncoded()));
  }

  private boolean isSigned(List<X509Certificate> chain, Instant now) {
    try {
      var own = chain.getFirst();
      var uses = own.getExtendedKeyUsage();
      if (uses != null && !uses.contains(CLIENT_USE) && !uses.contains(ANY_USE)) {
        return false;
      }
      var anchors =
          authorities.stream()
              .map(authority -> new TrustAnchor(authority, null))
              .collect(Collectors.toSet());
      var rules = new PKIXParameters(anchors);
      rules.setRevocationEnabled(!revocations.isEmpty());
      rules.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(revocations)));
      rules.setDate(Date.from(now));
      var below = chain.stream().filter(one -> !authorities.contains(one)).toList();
      var path = CertificateFactory.getInstance("X.509").generateCertPath(below);
      CertPathValidator.getInstance("PKIX").validate(path, rules);
      return !below.isEmpty();
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private boolean hasName(X509Certificate own) {
    var subject = own.getSubjectX500Principal();
    var hosts = hosts(own).collect(Collectors.toSet());
    return names.stream()
        .anyMatch(name ->
            isSubject(name)
                ? new X500Principal(name).equals(subject)
                : hosts.contains(name.toLowerCase(Locale.ROOT)));
  }

  private static boolean isSubject(String name) {
    return name.contains("=");
  }

  private static Stream<String> hosts(X509Certificate own) {
    try {
      var all = own.getSubjectAlternativeNames();
      return all == null
          ? Stream.empty()
          : all.stream()
              .filter(entry -> Integer.valueOf(DNS_NAME).equals(entry.get(0)))
              .map(entry -> ((String) entry.get(1)).toLowerCase(Locale.ROOT));
    } catch (CertificateParsingException _) {
      return Stream.empty();
    }
  }
}
