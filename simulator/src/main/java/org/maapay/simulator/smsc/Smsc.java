package org.maapay.simulator.smsc;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.maapay.messaging.PhoneNumber;
import org.maapay.simulator.operator.FaultSwitches;
import org.maapay.simulator.operator.Later;
import org.maapay.simulator.operator.Terminals;
import org.maapay.simulator.wire.WireLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The centre: one account, which may bind several times. Receipts go to any session that takes
 * them, and again until one of them is taken.
 */
public final class Smsc implements AutoCloseable {
  /** Its name where faults are switched. */
  public static final String NAME = "sms";

  static final String PEOPLE = "短信中心";

  private static final Logger LOG = LoggerFactory.getLogger(Smsc.class);
  private static final Duration AGAIN_AFTER = Duration.ofMillis(200);
  private static final int TRIES = 20;

  private final ServerSocket listener;
  private final Account account;
  private final FaultSwitches faults = new FaultSwitches();
  private final ShortMessages messages;
  private final Later later = new Later();
  private final Set<SmscSession> sessions = ConcurrentHashMap.newKeySet();
  private final AtomicInteger submitted = new AtomicInteger();
  private volatile boolean closed;

  /** Who may bind. */
  public record Account(String systemId, String password) {
    @Override
    public String toString() {
      return "Account[" + systemId + "]";
    }
  }

  /**
   * What it stands in.
   *
   * @param operators those whose handsets it reaches
   */
  public record Surroundings(
      Terminals terminals, List<String> operators, WireLog wire, InstantSource clock) {
    public Surroundings {
      operators = List.copyOf(operators);
    }
  }

  private Smsc(ServerSocket listener, Account account, Surroundings around) {
    this.listener = listener;
    this.account = account;
    this.messages = new ShortMessages(around);
  }

  public static Smsc start(InetSocketAddress address, Account account, Surroundings around)
      throws IOException {
    var listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(address);
    var smsc = new Smsc(listener, account, around);
    Thread.ofVirtual().name("smsc").start(smsc::accept);
    return smsc;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Switches faults; what is absent is off. */
  public void change(JsonNode json) {
    faults.change(json);
  }

  /** How many messages were submitted, those that it refused too. */
  public int submitted() {
    return submitted.get();
  }

  /** Ends every session without a word, as a broken line does. */
  public void hangUp() {
    sessions.forEach(SmscSession::close);
  }

  @Override
  public void close() {
    closed = true;
    later.close();
    hangUp();
    try {
      listener.close();
    } catch (IOException failure) {
      throw new IllegalStateException("the listener did not close", failure);
    }
  }

  /** Takes a text that a user wrote to a number, which is somebody's who is bound. */
  public void write(PhoneNumber from, String to, String text) {
    messages.note(from, to, text);
    HandsetText.of(from, to, text, (int) messages.nextId()).forEach(this::bring);
  }

  /** Brings something to whichever session takes it. */
  void bring(Delivery delivery) {
    if (delivery.attempt() > TRIES) {
      LOG.warn("nobody takes what the centre has");
    } else if (sessions.stream().noneMatch(session -> session.takes(delivery))) {
      again(delivery);
    }
  }

  void again(Delivery delivery) {
    later.after(AGAIN_AFTER, () -> bring(delivery.attempt(delivery.attempt() + 1)));
  }

  Account account() {
    return account;
  }

  FaultSwitches faults() {
    return faults;
  }

  ShortMessages messages() {
    return messages;
  }

  Later later() {
    return later;
  }

  Set<SmscSession> sessions() {
    return sessions;
  }

  void count() {
    submitted.incrementAndGet();
  }

  private void accept() {
    while (!closed) {
      try {
        serve(listener.accept());
      } catch (IOException failure) {
        if (!closed) {
          throw new IllegalStateException("the centre hears nobody", failure);
        }
      }
    }
  }

  private void serve(Socket socket) throws IOException {
    var session = new SmscSession(this, socket);
    sessions.add(session);
    Thread.ofVirtual().name("smsc-session").start(session::run);
  }
}
