package org.maapay.server.web;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Objects;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfig.CertificateVerification;
import org.maapay.messaging.tls.PemFiles;
import org.maapay.server.OperatorSettings;
import org.maapay.server.OperatorSettings.CallbackCertificates;
import org.maapay.server.OperatorSettings.ChatbotSettings;

/**
 * Client certificates on the operators' port (4-operator-b). TLS lets in what any operator's
 * authority signed; which operator that is, is judged with the call.
 */
final class ClientCertificates {
  private ClientCertificates() {}

  /** Asks callers for a certificate, and insists on one where every operator shows one. */
  static void ask(OperatorSettings operators, SSLHostConfig host) {
    var rules =
        operators.chatbots().stream()
            .map(ChatbotSettings::callbackCertificates)
            .filter(Objects::nonNull)
            .toList();
    if (rules.isEmpty()) {
      return;
    }
    boolean all = rules.size() == operators.chatbots().size();
    host.setCertificateVerification(
        (all ? CertificateVerification.REQUIRED : CertificateVerification.OPTIONAL).name());
    host.setTrustStore(
        authorities(rules.stream().map(CallbackCertificates::authoritiesFile).toList()));
  }

  /** The files that {@link #ask} reads. */
  static List<Path> files(OperatorSettings operators) {
    return operators.chatbots().stream()
        .map(ChatbotSettings::callbackCertificates)
        .filter(Objects::nonNull)
        .map(CallbackCertificates::authoritiesFile)
        .map(Path::of)
        .toList();
  }

  private static KeyStore authorities(Iterable<String> files) {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (var file : files) {
        for (var authority : PemFiles.certificates(Path.of(file))) {
          store.setCertificateEntry("authority-" + store.size(), authority);
        }
      }
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the operators' authorities cannot be kept", e);
    }
  }
}
