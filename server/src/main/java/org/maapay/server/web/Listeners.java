package org.maapay.server.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.tls.FromFiles;
import org.maapay.server.OperatorSettings;
import org.maapay.server.ServerSettings;
import org.maapay.server.ServerSettings.TlsSettings;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The ports: the merchant interface on the server's own, each page on one more. */
@Configuration(proxyBeanMethods = false)
public class Listeners {
  /** Forward secrecy and authenticated encryption only (6.3.1-2b). */
  private static final String CIPHERS_1_3 =
      "TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256";

  private static final String CIPHERS_1_2 =
      "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
          + "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256";

  /** More than the sites accept, so that they refuse what is too large in their own words. */
  private static final int HEADER_SIZE = 24 * 1024;

  /** Of each port. More wait in the backlog, where they take no memory. */
  private static final int CONNECTIONS = 2_000;

  /** Then it is made anew, so that callers spread over the nodes again. */
  private static final int CALLS_OF_CONNECTION = 10_000;

  private static final int KEEP_ALIVE_MILLIS = 20_000;

  /**
   * Requests' state that is kept for the next ones, of each port. Each has buffers of 30 KB: while
   * more requests than this wait at once, every one makes its own.
   */
  private static final int KEPT_STATES = 256;

  @Bean(initMethod = "start", destroyMethod = "close")
  CertificateWatch certificates() {
    return new CertificateWatch();
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> ports(
      ServerSettings settings, CertificateWatch certificates) {
    return factory -> {
      factory.setPort(settings.merchant().port());
      factory.setAddress(address(settings.bindAddress()));
      factory.addConnectorCustomizers(connector -> {
        bound(connector);
        secure(Shown.of(settings.tls()), connector, certificates);
      });
      var cashier = settings.cashier();
      var keypad = settings.keypad();
      if (settings.isInstitution() && cashier != null && keypad != null) {
        factory.addAdditionalConnectors(
            connector(settings, cashier.port(), Shown.of(settings.tls()), certificates),
            connector(settings, keypad.port(), Shown.of(settings.tls()), certificates));
      }
      var institutions = settings.institutions();
      if (institutions != null) {
        factory.addAdditionalConnectors(
            connector(settings, institutions.port(), Shown.of(settings.tls()), certificates));
      }
      var operators = settings.operators();
      if (operators != null) {
        var tls = operators.tls() == null ? settings.tls() : operators.tls();
        factory.addAdditionalConnectors(
            connector(settings, operators.port(), Shown.to(operators, tls), certificates));
      }
    };
  }

  @Bean
  FilterRegistrationBean<EdgeFilter> edge(Sites sites) {
    var registration = new FilterRegistrationBean<>(new EdgeFilter(sites.byPort()));
    registration.addUrlPatterns("/*");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  /** A port's certificate, and what it asks of callers; nothing without one. */
  private record Shown(
      @Nullable TlsSettings tls, Consumer<SSLHostConfig> callers, List<Path> callersFiles) {
    static Shown of(@Nullable TlsSettings tls) {
      return new Shown(tls, _ -> {}, List.of());
    }

    static Shown to(OperatorSettings operators, @Nullable TlsSettings tls) {
      return new Shown(
          tls,
          host -> ClientCertificates.ask(operators, host),
          ClientCertificates.files(operators));
    }
  }

  private static Connector connector(
      ServerSettings settings, int port, Shown shown, CertificateWatch certificates) {
    var connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
    connector.setPort(port);
    connector.setProperty("address", settings.bindAddress());
    bound(connector);
    connector.getProtocolHandler().setExecutor(new VirtualThreadExecutor("page-" + port + "-"));
    secure(shown, connector, certificates);
    return connector;
  }

  /** What a port takes of memory, whoever calls. */
  private static void bound(Connector connector) {
    connector.setProperty("maxHttpRequestHeaderSize", Integer.toString(HEADER_SIZE));
    connector.setProperty("maxConnections", Integer.toString(CONNECTIONS));
    connector.setProperty("keepAliveTimeout", Integer.toString(KEEP_ALIVE_MILLIS));
    connector.setProperty("maxKeepAliveRequests", Integer.toString(CALLS_OF_CONNECTION));
    connector.setProperty("processorCache", Integer.toString(KEPT_STATES));
  }

  private static void secure(Shown shown, Connector connector, CertificateWatch certificates) {
    var tls = shown.tls();
    if (tls == null) {
      return;
    }
    var files = new ArrayList<>(shown.callersFiles());
    files.add(Path.of(tls.certificateFile()));
    files.add(Path.of(tls.privateKeyFile()));
    connector.setScheme("https");
    connector.setSecure(true);
    connector.setProperty("SSLEnabled", "true");
    certificates.add(
        connector,
        new FromFiles<>(files, () -> host(tls, shown.callers()), InstantSource.system()));
  }

  private static SSLHostConfig host(TlsSettings tls, Consumer<SSLHostConfig> callers) {
    var host = new SSLHostConfig();
    host.setProtocols("TLSv1.2+TLSv1.3");
    host.setCiphers(CIPHERS_1_2);
    host.setCipherSuites(CIPHERS_1_3);
    host.setHonorCipherOrder(true);
    var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setCertificateFile(tls.certificateFile());
    certificate.setCertificateKeyFile(tls.privateKeyFile());
    host.addCertificate(certificate);
    callers.accept(host);
    return host;
  }

  private static InetAddress address(String bindAddress) {
    try {
      return InetAddress.getByName(bindAddress);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("maapay.bind-address is not an address of this machine", e);
    }
  }
}
