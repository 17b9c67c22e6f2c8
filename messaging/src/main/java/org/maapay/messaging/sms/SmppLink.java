package org.maapay.messaging.sms;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link to a centre: bound as transceiver, tried when nothing is heard, bound again when it
 * broke, after pauses that double up to a minute.
 */
final class SmppLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmppLink.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int CONNECT_MILLIS = 5_000;
  private static final long PARTING_MILLIS = 1_000;

  private final SmsCentre centre;
  private final MessageReceiverListener listener;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable SMPPSession bound;

  SmppLink(SmsCentre centre, MessageReceiverListener listener) {
    this.centre = centre;
    this.listener = listener;
    this.thread = Thread.ofPlatform().name("sms-link").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** The session to send by; empty while the link is down. */
  Optional<SMPPSession> session() {
    var session = bound;
    return session != null && session.getSessionState().isTransmittable()
        ? Optional.of(session)
        : Optional.empty();
  }

  @Override
  public void close() {
    closing.countDown();
    var session = bound;
    if (session != null) {
      session.setTransactionTimer(PARTING_MILLIS);
      session.unbindAndClose();
    }
    thread.interrupt();
  }

  private void run() {
    var pause = FIRST_PAUSE;
    try {
      while (closing.getCount() > 0) {
        if (hold(pause.equals(FIRST_PAUSE))) {
          pause = FIRST_PAUSE;
        }
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Binds, and stays until the link breaks; false if it could not be bound.
   *
   * @param first whether this failure is worth a line in the log
   */
  private boolean hold(boolean first) throws InterruptedException {
    var session = new SMPPSession(this::connect);
    var broken = new CountDownLatch(1);
    try (session) {
      session.setTransactionTimer(centre.limits().answer().toMillis());
      session.setEnquireLinkTimer(Math.toIntExact(centre.limits().idle().toMillis()));
      session.setMessageReceiverListener(listener);
      session.addSessionStateListener((state, _, _) -> {
        if (state == SessionState.CLOSED || state == SessionState.UNBOUND) {
          broken.countDown();
        }
      });
      session.connectAndBind(
          centre.host(), centre.port(), login(), centre.limits().answer().toMillis());
      bound = session;
      LOG.info("bound to the SMS centre {}:{}", centre.host(), centre.port());
      broken.await();
      if (closing.getCount() > 0) {
        LOG.warn("the link to the SMS centre broke; it is bound again");
      }
      return true;
    } catch (IOException e) {
      if (first) {
        LOG.warn("no link to the SMS centre: {}; it is tried again", reason(e));
      }
      return false;
    } finally {
      bound = null;
    }
  }

  private BindParameter login() {
    var login = centre.login();
    return new BindParameter(
        BindType.BIND_TRX,
        login.systemId(),
        login.password(),
        login.systemType(),
        TypeOfNumber.UNKNOWN,
        NumberingPlanIndicator.UNKNOWN,
        null,
        InterfaceVersion.IF_34);
  }

  private static String reason(IOException e) {
    return e.getCause() instanceof NegativeResponseException no
        ? "the login was refused with " + SmppCodes.hex(no.getCommandStatus())
        : e.toString();
  }

  private Connection connect(String host, int port) throws IOException {
    var socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      socket.setTcpNoDelay(true);
      var tls = centre.tls();
      return new SocketConnection(tls == null ? socket : encrypted(tls, socket, host, port));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static Socket encrypted(SSLContext tls, Socket socket, String host, int port)
      throws IOException {
    var secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, host, port, true);
    var parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    secure.setSSLParameters(parameters);
    secure.setSoTimeout(CONNECT_MILLIS);
    secure.startHandshake();
    return secure;
  }
}
