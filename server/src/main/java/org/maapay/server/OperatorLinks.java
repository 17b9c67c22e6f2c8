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
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
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
import org.maapay.messaging.tls.FromFiles;
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

  static Chatbot connect(Operators operators, ChatbotSettings settings, InstantSource clock) {
    var account =
        new ChatbotAccount(
            settings.chatbotId(),
            settings.operator(),
            URI.create(settings.serverRoot()),
            new ChatbotAccount.Credentials(
                settings.appId(), settings.appKey(), settings.callbackToken()));
    return sockets(settings.ownCertificate(), settings.serverAuthoritiesFile(), clock)
        .map(sockets -> operators.connect(account, sockets))
        .orElseGet(() -> operators.connect(account));
  }

  /** Who may call back, by operator. */
  static Map<String, Admission> admissions(List<ChatbotSettings> configured, InstantSource clock) {
    var admissions = new HashMap<String, Admission>();
    for (var account : configured) {
      var networks = orEmpty(account.callbackNetworks());
      var certificates = account.callbackCertificates();
      if (!networks.isEmpty() || certificates != null) {
        var rule = certificates == null ? null : rule(certificates, clock);
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
      sources.add(source(lookup, clock));
      var remembered = lookup.remembered();
      if (remembered != null) {
        memory = new Memory(memory.most(), remembered, memory.nobody(), memory.whileSilent());
      }
    }
    sources.add(new CapabilitySource(accounts));
    return new RememberingLookup(sources, memory, clock);
  }

  private static NumberSource source(LookupSettings lookup, InstantSource clock) {
    var http =
        sockets(lookup.ownCertificate(), lookup.serverAuthoritiesFile(), clock)
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

  private static Supplier<CertificateRule> rule(
      CallbackCertificates certificates, InstantSource clock) {
    var authorities = Path.of(certificates.authoritiesFile());
    var revocations = certificates.revocationsFile();
    var files = new ArrayList<>(List.of(authorities));
    if (revocations != null) {
      files.add(Path.of(revocations));
    }
    return new FromFiles<>(
        files,
        () ->
            new CertificateRule(
                PemFiles.certificates(authorities),
                Set.copyOf(orEmpty(certificates.fingerprints())),
                Set.copyOf(orEmpty(certificates.names())),
                revocations == null ? List.of() : PemFiles.revocations(Path.of(revocations))),
        clock);
  }

  static Optional<SSLContext> sockets(
      @Nullable TlsSettings own, @Nullable String authoritiesFile, InstantSource clock) {
    var files = new ArrayList<Path>();
    if (own != null) {
      files.add(Path.of(own.certificateFile()));
      files.add(Path.of(own.privateKeyFile()));
    }
    if (authoritiesFile != null) {
      files.add(Path.of(authoritiesFile));
    }
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(ClientIdentity.context(files, () -> identity(own, authoritiesFile), clock));
  }

  private static ClientIdentity identity(
      @Nullable TlsSettings own, @Nullable String authoritiesFile) {
    List<ClientIdentity.Shown> shown =
        own == null
            ? List.of()
            : List.of(
                ClientIdentity.Shown.read(
                    Path.of(own.certificateFile()), Path.of(own.privateKeyFile())));
    List<X509Certificate> authorities =
        authoritiesFile == null ? List.of() : PemFiles.certificates(Path.of(authoritiesFile));
    return new ClientIdentity(shown, authorities);
  }

  private static List<String> orEmpty(@Nullable List<String> texts) {
    return texts == null ? List.of() : texts;
  }
}
