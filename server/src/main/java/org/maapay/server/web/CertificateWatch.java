package org.maapay.server.web;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.maapay.background.BackgroundLoop;
import org.maapay.background.Bell;
import org.maapay.messaging.tls.FromFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives ports the certificates that their files hold now, without a restart: new connections get
 * the new ones, open ones go on. What does not fit together, perhaps since only one of two files is
 * new yet, is left out until it does.
 */
final class CertificateWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
  private static final Duration LOOKS_EVERY = Duration.ofSeconds(5);

  private final List<Port> ports = new CopyOnWriteArrayList<>();
  private final BackgroundLoop loop =
      new BackgroundLoop("certificates", this::look, new Bell(), LOOKS_EVERY);

  /** Secures a port that is not open yet, and from then on follows the files. */
  void add(Connector connector, FromFiles<SSLHostConfig> host) {
    var port = new Port(connector, host);
    connector.addSslHostConfig(port.applied);
    ports.add(port);
  }

  void start() {
    loop.start();
  }

  private int look() {
    ports.forEach(Port::look);
    return 0;
  }

  @Override
  public void close() {
    loop.close();
  }

  private static final class Port {
    private final Connector connector;
    private final FromFiles<SSLHostConfig> host;
    private SSLHostConfig applied;

    Port(Connector connector, FromFiles<SSLHostConfig> host) {
      this.connector = connector;
      this.host = host;
      this.applied = host.get();
    }

    void look() {
      var now = host.get();
      if (now.equals(applied)) {
        return;
      }
      try {
        connector.getProtocolHandler().addSslHostConfig(now, true);
        applied = now;
        LOG.info("port {} has new certificates", connector.getPort());
      } catch (RuntimeException e) {
        LOG.error("port {} keeps its certificates: {}", connector.getPort(), e.getMessage());
      }
    }
  }
}
