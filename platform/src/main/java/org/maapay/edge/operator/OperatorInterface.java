package org.maapay.edge.operator;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.maapay.chatbot.Conversation;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Headers;
import org.maapay.edge.http.Request;
import org.maapay.edge.http.log.Interaction;
import org.maapay.edge.http.log.InteractionLog;
import org.maapay.messaging.Bytes;
import org.maapay.messaging.uplink.Uplink;
import org.maapay.messaging.uplink.UplinkAnswer;
import org.maapay.messaging.uplink.UplinkAnswer.Accepted;
import org.maapay.messaging.uplink.UplinkAnswer.Refused;
import org.maapay.messaging.uplink.UplinkRequest;
import org.maapay.messaging.uplink.UplinkRequest.Peer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The interface that operators call, on a port of its own: each proves itself in its own way, which
 * {@code messaging} judges. An operator is answered after its events have had their effect; what
 * could not be done is answered with an error, so that it comes again.
 */
public final class OperatorInterface {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorInterface.class);
  private static final int LONGEST_OPERATOR = 16;

  private final Uplink uplink;
  private final Conversation conversation;
  private final InteractionLog log;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param clock the business clock, for the log
   */
  public OperatorInterface(
      Uplink uplink, Conversation conversation, InteractionLog log, InstantSource clock) {
    this.uplink = uplink;
    this.conversation = conversation;
    this.log = log;
    this.clock = clock;
  }

  /** Answers one call; never throws. */
  public Answer serve(Request request) {
    long begun = System.nanoTime();
    var incident = incident();
    String code = null;
    Answer answer;
    try {
      var judged =
          request.body().length > Request.MAX_BODY
              ? new Refused(UplinkAnswer.Reason.TOO_LARGE)
              : uplink.receive(received(request), conversation::hear);
      answer = answer(judged);
      code = judged instanceof Refused(var reason) ? reason.name() : null;
    } catch (RuntimeException e) {
      LOG.error("incident {} at a call of an operator: {}", incident, e.toString());
      answer = new Answer(503, Headers.of("Retry-After", "1"), new byte[0]);
      code = "UNAVAILABLE";
    }
    note(request, incident, answer.status(), code, begun);
    return answer;
  }

  private static UplinkRequest received(Request request) {
    return new UplinkRequest(
        request.method(),
        request.path(),
        request.headers().asMap(),
        Bytes.of(request.body()),
        new Peer(request.remoteAddress(), request.peer().certificates()));
  }

  private static Answer answer(UplinkAnswer judged) {
    return switch (judged) {
      case Refused refused -> new Answer(refused.status(), Headers.NONE, new byte[0]);
      case Accepted(_, var fields, var body) -> {
        var headers = Headers.NONE;
        for (var field : fields.entrySet()) {
          headers = headers.with(field.getKey(), field.getValue());
        }
        yield new Answer(200, headers, body.getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  /** Paths may hold a secret, bodies what a user wrote: the operator's name alone is kept. */
  private void note(
      Request request, String incident, int status, @Nullable String code, long begun) {
    var what =
        new Interaction.What(
            "operator", request.method(), operator(request.path()), null, null, null, "{}");
    var from = new Interaction.From(null, null, null, request.remoteAddress());
    var micros = (System.nanoTime() - begun) / 1000;
    log.add(
        new Interaction(
            clock.instant(), incident, from, what, new Interaction.Ended(status, code, micros)));
  }

  private static String operator(String path) {
    var parts = path.split("/", 4);
    var name = parts.length > 2 ? parts[2] : "";
    return name.length() <= LONGEST_OPERATOR && name.matches("[a-z]+") ? "/operator/" + name : "/";
  }

  private String incident() {
    var octets = new byte[7];
    random.nextBytes(octets);
    return HexFormat.of().withUpperCase().formatHex(octets);
  }
}
