package org.maapay.edge.institution;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maapay.aggregate.Choices;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Headers;
import org.maapay.edge.http.Request;
import org.maapay.edge.http.log.Interaction;
import org.maapay.edge.http.log.InteractionLog;
import org.maapay.institution.OutsideInstitution.Call;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The interface that institutions outside call, on a port of its own: each proves itself in its own
 * way, which its adapter judges. It is answered after its report has had its effect; what could not
 * be done is answered with an error, so that it comes again.
 */
public final class InstitutionInterface {
  private static final Logger LOG = LoggerFactory.getLogger(InstitutionInterface.class);
  private static final Pattern PATH = Pattern.compile("/institutions/([A-Z0-9_]{1,32})/notices");
  private static final String TAKEN = "{\"noticeResult\":\"SUCCESS\"}";
  private static final String REFUSED = "{\"noticeResult\":\"FAIL\"}";

  private final Choices choices;
  private final InteractionLog log;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param clock the business clock, for the log
   */
  public InstitutionInterface(Choices choices, InteractionLog log, InstantSource clock) {
    this.choices = choices;
    this.log = log;
    this.clock = clock;
  }

  /** The path at which an institution's reports are taken. */
  public static String path(String code) {
    return "/institutions/" + code + "/notices";
  }

  /** Answers one call; never throws. */
  public Answer serve(Request request) {
    long begun = System.nanoTime();
    var incident = incident();
    var path = PATH.matcher(request.path());
    var code = path.matches() ? path.group(1) : null;
    var answer = code == null ? answer(404, REFUSED) : judged(request, code, incident);
    note(request, code, incident, answer.status(), begun);
    return answer;
  }

  private Answer judged(Request request, String code, String incident) {
    if (!request.method().equals("POST")) {
      return answer(405, REFUSED);
    } else if (request.body().length > Request.MAX_BODY) {
      return answer(413, REFUSED);
    }
    try {
      return switch (choices.told(code, new Received(request))) {
        case DONE -> answer(200, TAKEN);
        case REFUSED -> answer(401, REFUSED);
        case UNKNOWN_INSTITUTION -> answer(404, REFUSED);
      };
    } catch (RuntimeException e) {
      LOG.error("incident {} at a report of {}", incident, code, e);
      return answer(503, REFUSED);
    }
  }

  private record Received(Request request) implements Call {
    @Override
    public String method() {
      return request.method();
    }

    @Override
    public String target() {
      var query = request.query();
      return query == null ? request.path() : request.path() + "?" + query;
    }

    @Override
    public Map<String, List<String>> headers() {
      return request.headers().asMap();
    }

    @Override
    public byte[] body() {
      return request.body();
    }
  }

  private static Answer answer(int status, String body) {
    return new Answer(
        status,
        Headers.of("Content-Type", "application/json", "Cache-Control", "no-store"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** Bodies hold a user's number: who called and how it ended is kept. */
  private void note(
      Request request, @Nullable String code, String incident, int status, long begun) {
    var path = code == null ? "/" : path(code);
    var what = new Interaction.What("institution", request.method(), path, null, null, null, "{}");
    var from = new Interaction.From(null, null, null, request.remoteAddress());
    var micros = (System.nanoTime() - begun) / 1000;
    log.add(
        new Interaction(
            clock.instant(), incident, from, what, new Interaction.Ended(status, null, micros)));
  }

  private String incident() {
    var octets = new byte[7];
    random.nextBytes(octets);
    return HexFormat.of().withUpperCase().formatHex(octets);
  }
}
