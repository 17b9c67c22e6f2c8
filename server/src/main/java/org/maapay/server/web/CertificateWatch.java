package org.maapay.server.web;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.net.SSLHostConfig;
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
  private final Thread thread = Thread.ofVirtual().name("certificates").unstarted(this::run);

  /** Secures a port that is not open yet, and from then on follows the files. */
  void add(Connector connector, FromFiles<SSLHostConfig> host) {
    var port = new Port(connector, host);
    connector.addSslHostConfig(port.applied);
    ports.add(port);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(LOOKS_EVERY);
        ports.forEach(Port::look);
      }
    } catch (InterruptedException _) {
      LOG.debug("the server closes");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
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
