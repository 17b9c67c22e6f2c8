package org.maapay.server;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.Chatbot;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.lookup.CapabilitySource;
import org.maapay.messaging.lookup.HttpNumberSource;
import org.maapay.messaging.lookup.NumberSource;
import org.maapay.messaging.lookup.RememberingLookup;
import org.maapay.messaging.lookup.RememberingLookup.Memory;
import org.maapay.messaging.operators.Operators;
import org.maapay.messaging.routing.NumberLookup;
import org.maapay.messaging.tls.CertificateRule;
import org.maapay.messaging.tls.ClientIdentity;
import org.maapay.messaging.tls.PemFiles;
import org.maapay.messaging.uplink.Admission;
import org.maapay.messaging.wire.Calls;
import org.maapay.server.OperatorSettings.CallbackCertificates;
import org.maapay.server.OperatorSettings.ChatbotSettings;
import org.maapay.server.OperatorSettings.LookupSettings;
import org.maapay.server.ServerSettings.TlsSettings;
import tools.jackson.core.JsonPointer;

/** Settings of the operators turned into what speaks to them and lets them in. */
final class OperatorLinks {
  private OperatorLinks() {}

  static Chatbot connect(Operators operators, ChatbotSettings settings) {
    var account =
        new ChatbotAccount(
            settings.chatbotId(),
            settings.operator(),
            URI.create(settings.serverRoot()),
            new ChatbotAccount.Credentials(
                settings.appId(), settings.appKey(), settings.callbackToken()));
    return identity(settings.ownCertificate(), settings.serverAuthoritiesFile())
        .map(identity -> operators.connect(account, identity))
        .orElseGet(() -> operators.connect(account));
  }

  /** Who may call back, by operator. */
  static Map<String, Admission> admissions(List<ChatbotSettings> configured) {
    var admissions = new HashMap<String, Admission>();
    for (var account : configured) {
      var networks = orEmpty(account.callbackNetworks());
      var certificates = account.callbackCertificates();
      if (!networks.isEmpty() || certificates != null) {
        var rule = certificates == null ? null : rule(certificates);
        admissions.put(account.operator(), new Admission(networks, rule));
      }
    }
    return admissions;
  }

  /** Who serves a number: the configured service first, then operators that can say. */
  static NumberLookup lookup(
      @Nullable OperatorSettings settings, List<Chatbot> accounts, InstantSource clock) {
    var sources = new ArrayList<NumberSource>();
    var memory = Memory.STANDARD;
    var lookup = settings == null ? null : settings.lookup();
    if (lookup != null) {
      sources.add(source(lookup));
      var remembered = lookup.remembered();
      if (remembered != null) {
        memory = new Memory(memory.most(), remembered, memory.nobody(), memory.whileSilent());
      }
    }
    sources.add(new CapabilitySource(accounts));
    return new RememberingLookup(sources, memory, clock);
  }

  private static NumberSource source(LookupSettings lookup) {
    var http =
        identity(lookup.ownCertificate(), lookup.serverAuthoritiesFile())
            .map(Calls::client)
            .orElseGet(Calls::client);
    return new HttpNumberSource(
        http,
        new HttpNumberSource.Service(
            URI.create(lookup.url()),
            lookup.token(),
            lookup.field(),
            lookup.form(),
            JsonPointer.compile(lookup.answer()),
            lookup.operators(),
            lookup.timeout()));
  }

  private static CertificateRule rule(CallbackCertificates certificates) {
    return new CertificateRule(
        PemFiles.certificates(Path.of(certificates.authoritiesFile())),
        Set.copyOf(orEmpty(certificates.fingerprints())),
        Set.copyOf(orEmpty(certificates.names())));
  }

  private static Optional<ClientIdentity> identity(
      @Nullable TlsSettings own, @Nullable String authoritiesFile) {
    if (own == null && authoritiesFile == null) {
      return Optional.empty();
    }
    List<ClientIdentity.Shown> shown =
        own == null
            ? List.of()
            : List.of(
                ClientIdentity.Shown.read(
                    Path.of(own.certificateFile()), Path.of(own.privateKeyFile())));
    List<X509Certificate> authorities =
        authoritiesFile == null ? List.of() : PemFiles.certificates(Path.of(authoritiesFile));
    return Optional.of(new ClientIdentity(shown, authorities));
  }

  private static List<String> orEmpty(@Nullable List<String> texts) {
    return texts == null ? List.of() : texts;
  }
}
