package org.maapay.server.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Consumer;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.jspecify.annotations.Nullable;
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

  private static final int KEEP_ALIVE_MILLIS = 20_000;

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> ports(ServerSettings settings) {
    return factory -> {
      factory.setPort(settings.merchant().port());
      factory.setAddress(address(settings.bindAddress()));
      factory.addConnectorCustomizers(connector -> {
        bound(connector);
        secure(settings.tls(), connector, _ -> {});
      });
      factory.addAdditionalConnectors(
          connector(settings, settings.cashier().port(), settings.tls(), _ -> {}),
          connector(settings, settings.keypad().port(), settings.tls(), _ -> {}));
      var operators = settings.operators();
      if (operators != null) {
        var tls = operators.tls() == null ? settings.tls() : operators.tls();
        factory.addAdditionalConnectors(
            connector(
                settings, operators.port(), tls, host -> ClientCertificates.ask(operators, host)));
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

  private static Connector connector(
      ServerSettings settings,
      int port,
      @Nullable TlsSettings tls,
      Consumer<SSLHostConfig> callers) {
    var connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
    connector.setPort(port);
    connector.setProperty("address", settings.bindAddress());
    bound(connector);
    connector.getProtocolHandler().setExecutor(new VirtualThreadExecutor("page-" + port + "-"));
    secure(tls, connector, callers);
    return connector;
  }

  /** What a port takes of memory, whoever calls. */
  private static void bound(Connector connector) {
    connector.setProperty("maxHttpRequestHeaderSize", Integer.toString(HEADER_SIZE));
    connector.setProperty("maxConnections", Integer.toString(CONNECTIONS));
    connector.setProperty("keepAliveTimeout", Integer.toString(KEEP_ALIVE_MILLIS));
  }

  private static void secure(
      @Nullable TlsSettings tls, Connector connector, Consumer<SSLHostConfig> callers) {
    if (tls == null) {
      return;
    }
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
    connector.setScheme("https");
    connector.setSecure(true);
    connector.setProperty("SSLEnabled", "true");
    connector.addSslHostConfig(host);
  }

  private static InetAddress address(String bindAddress) {
    try {
      return InetAddress.getByName(bindAddress);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("maapay.bind-address is not an address of this machine", e);
    }
  }
}
