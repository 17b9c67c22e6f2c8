package org.maapay.server;

import java.util.Map;
import java.util.function.Supplier;
import org.maapay.server.web.Listeners;
import org.maapay.server.web.Sites;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The Spring side: listeners, health and metrics around a {@link Node} made beforehand. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Listeners.class)
public class ServerApplication {
  /** Opens the listeners of {@code node}; when this returns they answer. */
  public static ConfigurableApplicationContext open(ServerSettings settings, Node node) {
    return open(settings, node::sites);
  }

  static ConfigurableApplicationContext open(ServerSettings settings, Supplier<Sites> sites) {
    return new SpringApplicationBuilder(ServerApplication.class)
        .web(WebApplicationType.SERVLET)
        .bannerMode(Banner.Mode.OFF)
        .registerShutdownHook(false)
        .properties(
            Map.of(
                "spring.threads.virtual.enabled", "true",
                "spring.main.log-startup-info", "false",
                "server.shutdown", "graceful",
                "spring.lifecycle.timeout-per-shutdown-phase", "10s",
                "server.max-http-request-header-size", "64KB",
                "server.tomcat.connection-timeout", "20s",
                "server.error.whitelabel.enabled", "false",
                "management.endpoints.web.exposure.include", "health,info,metrics"))
        .initializers(context -> {
          var beans = (GenericApplicationContext) context;
          beans.registerBean(ServerSettings.class, () -> settings);
          beans.registerBean(Sites.class, sites);
        })
        .run();
  }
}
