package org.maapay.server.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.maapay.server.ServerSettings;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The ports: the merchant interface on the server's own, each page on one more. */
@Configuration(proxyBeanMethods = false)
public class Listeners {
  /** More than the sites accept, so that they refuse what is too large in their own words. */
  private static final String HEADER_SIZE = "65536";

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> ports(ServerSettings settings) {
    return factory -> {
      factory.setPort(settings.merchant().port());
      factory.setAddress(address(settings.bindAddress()));
      factory.addAdditionalConnectors(
          connector(settings, settings.cashier().port()),
          connector(settings, settings.keypad().port()));
    };
  }

  @Bean
  FilterRegistrationBean<EdgeFilter> edge(Sites sites) {
    var registration = new FilterRegistrationBean<>(new EdgeFilter(sites.byPort()));
    registration.addUrlPatterns("/*");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  private static Connector connector(ServerSettings settings, int port) {
    var connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
    connector.setPort(port);
    connector.setProperty("address", settings.bindAddress());
    connector.setProperty("maxHttpRequestHeaderSize", HEADER_SIZE);
    connector.getProtocolHandler().setExecutor(new VirtualThreadExecutor("page-" + port + "-"));
    return connector;
  }

  private static InetAddress address(String bindAddress) {
    try {
      return InetAddress.getByName(bindAddress);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("maapay.bind-address is not an address of this machine", e);
    }
  }
}
