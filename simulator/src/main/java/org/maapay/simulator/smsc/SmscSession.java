package org.maapay.simulator.smsc;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.maapay.messaging.Bytes;
import org.maapay.simulator.operator.FaultSwitches.Fault;
import org.maapay.simulator.wire.Exchange.Hop;
import org.maapay.simulator.wire.Exchange.Link;
import org.maapay.simulator.wire.Exchange.Sent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to the centre. */
final class SmscSession {
  private static final Logger LOG = LoggerFactory.getLogger(SmscSession.class);
  private static final int OK = 0;
  private static final int INVALID_COMMAND = 0x03;
  private static final int NOT_BOUND = 0x04;
  private static final int BIND_FAILED = 0x0d;
  private static final int WRONG_PASSWORD = 0x0e;
  private static final int WRONG_SYSTEM_ID = 0x0f;
  private static final int INVALID_DESTINATION = 0x0b;
  private static final int THROTTLED = 0x58;
  private static final Duration AGAIN_AFTER = Duration.ofMillis(200);

  private final Smsc centre;
  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final AtomicInteger sequence = new AtomicInteger();
  private final Map<Integer, Delivery> awaited = new ConcurrentHashMap<>();
  private volatile boolean bound;
  private volatile boolean receives;

  SmscSession(Smsc centre, Socket socket) throws IOException {
    this.centre = centre;
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
  }

  void run() {
    try (socket) {
      while (!socket.isClosed()) {
        handle(Pdu.read(in));
      }
    } catch (IOException gone) {
      LOG.debug("a session of the centre ended: {}", gone.toString());
    } finally {
      centre.sessions().remove(this);
    }
  }

  /** Brings something, if this session takes it and its line holds. */
  boolean takes(Delivery delivery) {
    return receives && deliver(delivery);
  }

  void close() {
    try {
      socket.close();
    } catch (IOException gone) {
      LOG.debug("a session was gone already: {}", gone.toString());
    }
  }

  private void handle(Pdu pdu) throws IOException {
    if (pdu.isAnswer()) {
      answered(pdu);
      return;
    }
    switch (pdu.command()) {
      case Pdu.BIND_TRANSCEIVER, Pdu.BIND_TRANSMITTER, Pdu.BIND_RECEIVER -> bind(pdu);
      case Pdu.ENQUIRE_LINK -> {
        if (!centre.faults().on(Fault.DOWN)) {
          write(pdu.answer(OK, Bytes.NONE));
        }
      }
      case Pdu.SUBMIT_SM -> submit(pdu);
      case Pdu.UNBIND -> {
        write(pdu.answer(OK, Bytes.NONE));
        close();
      }
      default -> write(new Pdu(Pdu.ANSWER, INVALID_COMMAND, pdu.sequence(), Bytes.NONE));
    }
  }

  private void bind(Pdu pdu) throws IOException {
    var fields = new Fields(pdu.body());
    var systemId = fields.text(16);
    var password = fields.text(9);
    int status = OK;
    if (centre.faults().strikes(Fault.BIND_REFUSED)) {
      status = BIND_FAILED;
    } else if (!systemId.equals(centre.account().systemId())) {
      status = WRONG_SYSTEM_ID;
    } else if (!password.equals(centre.account().password())) {
      status = WRONG_PASSWORD;
    }
    bound = status == OK;
    receives = bound && pdu.command() != Pdu.BIND_TRANSMITTER;
    write(pdu.answer(status, new Fields.Writer().text("maapay-smsc").bytes()));
  }

  private void submit(Pdu pdu) throws IOException {
    centre.count();
    if (!bound || centre.faults().strikes(Fault.THROTTLED)) {
      write(pdu.answer(bound ? THROTTLED : NOT_BOUND, Bytes.NONE));
      return;
    }
    Submitted message;
    try {
      message = Submitted.read(pdu.body());
    } catch (Fields.Malformed fault) {
      LOG.warn("the centre refuses a message: {}", fault.getMessage());
      write(pdu.answer(INVALID_DESTINATION, Bytes.NONE));
      return;
    }
    long id = centre.messages().nextId();
    note(message);
    if (centre.faults().strikes(Fault.LOST_RESPONSE)) {
      carry(message, id);
      close();
      return;
    }
    boolean early = centre.faults().strikes(Fault.EARLY_RECEIPT);
    if (early) {
      carry(message, id);
      pause();
    }
    write(pdu.answer(OK, new Fields.Writer().text(Long.toHexString(id)).bytes()));
    if (!early) {
      carry(message, id);
    }
  }

  /** To the handset, and back as a receipt. */
  private void carry(Submitted message, long id) {
    var faults = centre.faults();
    boolean reached =
        !faults.strikes(Fault.UNDELIVERABLE) && centre.messages().reaches(message.to());
    if (reached) {
      centre.messages().deliver(message, id, Instant.now());
    }
    if (message.receipt() && !faults.strikes(Fault.DROP)) {
      var receipt = new Receipt(message, id, reached, faults.on(Fault.DECIMAL_RECEIPTS));
      int copies = faults.strikes(Fault.DUPLICATE) ? 2 : 1;
      for (int i = 0; i < copies; i++) {
        centre.later().after(Duration.ofMillis(faults.lateMillis()), () -> centre.bring(receipt));
      }
    }
  }

  private boolean deliver(Delivery delivery) {
    int number = sequence.incrementAndGet();
    awaited.put(number, delivery);
    try {
      write(new Pdu(Pdu.DELIVER_SM, OK, number, delivery.body()));
      return true;
    } catch (IOException gone) {
      LOG.debug("something goes elsewhere: {}", gone.toString());
      awaited.remove(number);
      return false;
    }
  }

  private void answered(Pdu answer) {
    var delivery = awaited.remove(answer.sequence());
    if (delivery != null && answer.status() != OK) {
      centre.again(delivery);
    }
  }

  private void note(Submitted message) {
    var sent =
        new Sent(
            "submit_sm",
            message.to().uri(),
            Map.of("source_addr", message.source(), "data_coding", "" + message.dataCoding()),
            message.text());
    centre.messages().tell(new Hop(Link.OPERATOR, "MaaPay", Smsc.PEOPLE), sent, Duration.ZERO);
  }

  private synchronized void write(Pdu pdu) throws IOException {
    pdu.write(out);
  }

  private static void pause() {
    try {
      Thread.sleep(AGAIN_AFTER);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
