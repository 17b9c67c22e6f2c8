package org.maapay.simulator.operator;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import org.maapay.messaging.Bytes;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Reply.Whole;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.operator.FaultSwitches.Fault;
import org.maapay.simulator.wire.Exchange;
import org.maapay.simulator.wire.Exchange.Got;
import org.maapay.simulator.wire.Exchange.Hop;
import org.maapay.simulator.wire.Exchange.Link;
import org.maapay.simulator.wire.Exchange.Sent;

/** Stands before every operator's interface: nothing passes while it is down, all is recorded. */
final class Door {
  private final Inside inside;
  private final Northbound northbound;

  Door(Inside inside, Northbound northbound) {
    this.inside = inside;
    this.northbound = northbound;
  }

  Reply handle(Request request) throws SQLException {
    if (inside.faults().on(Fault.DOWN)) {
      return Reply.empty(502);
    }
    if (northbound.unrecorded(request)) {
      return northbound.handle(request);
    }
    long began = System.nanoTime();
    var reply = northbound.handle(request);
    if (reply instanceof Whole whole) {
      record(request, whole, Duration.ofNanos(System.nanoTime() - began));
    }
    return reply;
  }

  private void record(Request request, Whole reply, Duration took) {
    var name = northbound.caller(request).map(RegisteredChatbot::name).orElse("?");
    var sent =
        new Sent(
            request.method(),
            request.target(),
            Exchange.joined(request.headers()),
            text(request.header("content-type").orElse(""), request.body()));
    var got =
        new Got(
            reply.status(),
            reply.headers(),
            text(reply.headers().getOrDefault("content-type", ""), reply.body()));
    var hop = new Hop(Link.OPERATOR, name, inside.setup().name());
    inside.around().wire().add(Exchange.of(hop, sent, got).about(Subjects.of(sent.body())), took);
  }

  private static String text(String contentType, Bytes body) {
    boolean readable =
        contentType.contains("json")
            || contentType.contains("xml")
            || contentType.startsWith("text/")
            || contentType.contains("form-urlencoded");
    return readable || body.size() == 0
        ? new String(body.toArray(), StandardCharsets.UTF_8)
        : "(" + body.size() + " bytes)";
  }
}
