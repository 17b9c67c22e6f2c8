package org.maapay.simulator.smsc;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.card.ContentTypes;
import org.maapay.simulator.operator.Terminals.Arrival;
import org.maapay.simulator.operator.Terminals.Origin;
import org.maapay.simulator.operator.Terminals.Shown;
import org.maapay.simulator.wire.Exchange;
import org.maapay.simulator.wire.Exchange.Got;
import org.maapay.simulator.wire.Exchange.Hop;
import org.maapay.simulator.wire.Exchange.Link;
import org.maapay.simulator.wire.Exchange.Sent;
import tools.jackson.databind.node.JsonNodeFactory;

/** What was submitted on its way to handsets, which put the parts of a text together. */
final class ShortMessages {
  private final Smsc.Surroundings around;
  private final Map<String, SortedMap<Integer, String>> parts = new HashMap<>();
  private final AtomicLong ids;

  ShortMessages(Smsc.Surroundings around) {
    this.around = around;
    this.ids = new AtomicLong(around.clock().millis());
  }

  long nextId() {
    return ids.incrementAndGet();
  }

  boolean reaches(PhoneNumber number) {
    return around.operators().stream().anyMatch(name -> around.terminals().has(name, number));
  }

  /** Shows a text when the last of its parts is there. */
  void deliver(Submitted message, long id, Instant taken) {
    whole(message).ifPresent(text -> show(message, id, text, taken));
  }

  private synchronized Optional<String> whole(Submitted message) {
    var header = message.header();
    if (header == null) {
      return Optional.of(message.text());
    }
    var key = message.to().value() + " " + header.reference() + " " + header.of();
    var there = parts.computeIfAbsent(key, _ -> new TreeMap<>());
    there.put(header.no(), message.text());
    if (there.size() < header.of()) {
      return Optional.empty();
    }
    parts.remove(key);
    return Optional.of(String.join("", there.values()));
  }

  /** Written down first: who sees it may ask at once what was sent. */
  private void show(Submitted message, long id, String text, Instant taken) {
    var now = around.clock().instant();
    var content = JsonNodeFactory.instance.arrayNode();
    content.addObject().put("contentType", ContentTypes.TEXT).put("content", text);
    var dialogue = new Dialogue("sms-" + message.source(), "", null);
    var sent = new Sent("SMS", message.to().uri(), Map.of("from", message.source()), text);
    tell(
        new Hop(Link.CARD, Smsc.PEOPLE, message.to().masked()), sent, Duration.between(taken, now));
    around
        .terminals()
        .show(
            new Arrival(
                new Origin(Smsc.NAME, message.source(), Long.toHexString(id)),
                message.to(),
                dialogue,
                new Shown(content, true),
                now));
  }

  /** What a user wrote goes to whoever is bound. */
  void note(PhoneNumber from, String to, String text) {
    var sent = new Sent("deliver_sm", to, Map.of("source_addr", from.masked()), text);
    tell(new Hop(Link.OPERATOR, Smsc.PEOPLE, "MaaPay"), sent, Duration.ZERO);
  }

  /** Something for the log of what goes over the wires. */
  void tell(Hop hop, Sent sent, Duration took) {
    around.wire().add(Exchange.of(hop, sent, new Got(200, Map.of(), "")), took);
  }
}
