package org.maapay.simulator.operator;

import static org.maapay.simulator.operator.Downlinks.State.ACCEPTED;
import static org.maapay.simulator.operator.Downlinks.State.DELIVERED;
import static org.maapay.simulator.operator.Downlinks.State.DISPLAYED;
import static org.maapay.simulator.operator.Downlinks.State.DROPPED;
import static org.maapay.simulator.operator.Downlinks.State.FAILED;
import static org.maapay.simulator.operator.Downlinks.State.REVOKED;
import static org.maapay.simulator.operator.Downlinks.State.SMS;
import static org.maapay.simulator.operator.Downlinks.State.STORED;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.maapay.messaging.card.ContentTypes;
import org.maapay.simulator.operator.Downlinks.State;
import org.maapay.simulator.operator.FaultSwitches.Fault;
import org.maapay.simulator.operator.Terminals.Arrival;
import org.maapay.simulator.operator.Terminals.Origin;
import org.maapay.simulator.operator.Terminals.Shown;
import org.maapay.simulator.wire.Exchange;
import org.maapay.simulator.wire.Exchange.Got;
import org.maapay.simulator.wire.Exchange.Hop;
import org.maapay.simulator.wire.Exchange.Link;
import org.maapay.simulator.wire.Exchange.Sent;
import org.maapay.simulator.wire.WireLog;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The way from an operator's door to the handset. Messages for one handset arrive in the order in
 * which they were taken; every step is stored before it is reported.
 */
public final class Network implements AutoCloseable {
  private static final int NO_TERMINAL = 1;
  private static final int NO_5G_MESSAGES = 2;
  private static final int OFFLINE = 4;
  private static final Set<State> ON_THE_WAY = EnumSet.of(ACCEPTED, STORED);

  private final String operator;
  private final Parts parts;
  private final Map<String, RegisteredChatbot> chatbots;
  private final Lanes lanes = new Lanes();

  /** What the way leads through. */
  public record Parts(
      Downlinks downlinks,
      Terminals terminals,
      Notices notices,
      FaultSwitches faults,
      Watch watch) {}

  public record Watch(WireLog wire, InstantSource clock) {}

  public Network(String operator, Parts parts, Map<String, RegisteredChatbot> chatbots) {
    this.operator = operator;
    this.parts = parts;
    this.chatbots = chatbots;
  }

  /** Carries an accepted message on, in the background. */
  public void carry(Outgoing message) {
    var taken = parts.watch().clock().instant();
    lanes.run(message.to().value(), () -> route(message, taken));
  }

  /** Carries what waits for a handset, or was left over when the simulator ended. */
  public void carryWaiting() throws SQLException {
    parts.downlinks().waiting().forEach(this::carry);
  }

  /** Takes a message back if it is still on its way; what came of it is reported. */
  public void revoke(Outgoing message) {
    lanes.run(
        message.to().value(),
        () -> {
          boolean back = parts.downlinks().move(message.key(), ON_THE_WAY, REVOKED);
          tell(message, back ? "revokeOk" : "revokeFail", 0);
        });
  }

  /** Takes a message back at once and reports nothing; false if it had arrived. */
  public boolean revokeNow(Outgoing message) throws SQLException {
    return parts.downlinks().move(message.key(), ON_THE_WAY, REVOKED);
  }

  /** The user has seen a message. */
  public void displayed(MessageKey key) throws SQLException {
    if (parts.downlinks().move(key, EnumSet.of(DELIVERED), DISPLAYED)) {
      parts.downlinks().find(key).ifPresent(message -> report(message, "displayed", 0));
    }
  }

  private void route(Outgoing message, Instant taken) throws SQLException {
    var faults = parts.faults();
    if (faults.strikes(Fault.DROP)) {
      parts.downlinks().move(message.key(), ON_THE_WAY, DROPPED);
    } else if (!parts.terminals().has(operator, message.to())) {
      bySms(message, NO_TERMINAL);
    } else if (faults.strikes(Fault.SMS_FALLBACK)) {
      bySms(message, NO_5G_MESSAGES);
    } else if (!faults.on(Fault.OFFLINE)) {
      deliver(message, taken);
    } else if (message.carriage().stored()) {
      parts.downlinks().move(message.key(), EnumSet.of(ACCEPTED), STORED);
    } else {
      bySms(message, OFFLINE);
    }
  }

  private void deliver(Outgoing message, Instant taken) throws SQLException {
    if (!parts.downlinks().move(message.key(), ON_THE_WAY, DELIVERED)) {
      return;
    }
    report(message, "sent", 0);
    show(message, message.parts(), false, taken);
    report(message, "delivered", 0);
  }

  private void bySms(Outgoing message, int otherwise) throws SQLException {
    boolean possible = message.carriage().sms();
    if (!parts.downlinks().move(message.key(), ON_THE_WAY, possible ? SMS : FAILED)) {
      return;
    }
    if (possible) {
      var text = JsonNodeFactory.instance.arrayNode();
      text.addObject().put("contentType", ContentTypes.TEXT).put("content", smsText(message));
      if (parts.terminals().has(operator, message.to())) {
        show(message, text, true, parts.watch().clock().instant());
      }
      report(message, "deliveredToNetwork", 0);
    } else {
      report(message, "failed", otherwise);
    }
  }

  /** The sender's text, or what can be read of the message where the sender gave none. */
  private static String smsText(Outgoing message) {
    if (!message.carriage().smsText().isBlank()) {
      return message.carriage().smsText();
    }
    var first = message.parts().path(0).path("content");
    return first.isString() ? first.stringValue() : "[5G消息]";
  }

  /** Written down first: who sees it may ask at once what was sent. */
  private void show(Outgoing message, ArrayNode content, boolean sms, Instant taken) {
    var key = message.key();
    var now = parts.watch().clock().instant();
    var hop = new Hop(Link.CARD, operator, message.to().masked());
    var sent =
        new Sent(
            sms ? "SMS" : "MESSAGE",
            message.to().uri(),
            Map.of("message-id", key.messageId(), "from", key.chatbotId()),
            content.toString());
    parts
        .watch()
        .wire()
        .add(
            Exchange.of(hop, sent, new Got(200, Map.of(), "")).about(Subjects.of(message.parts())),
            Duration.between(taken, now));
    var origin = new Origin(operator, key.chatbotId(), key.messageId());
    parts
        .terminals()
        .show(new Arrival(origin, message.to(), message.dialogue(), new Shown(content, sms), now));
  }

  private void report(Outgoing message, String status, int errorCode) {
    if (message.carriage().wants(status)) {
      tell(message, status, errorCode);
    }
  }

  private void tell(Outgoing message, String status, int errorCode) {
    var chatbot = chatbots.get(message.key().chatbotId());
    if (chatbot != null) {
      parts.notices().status(chatbot, message, status, errorCode);
    }
  }

  @Override
  public void close() {
    lanes.close();
  }
}
