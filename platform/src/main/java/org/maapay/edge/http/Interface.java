package org.maapay.edge.http;

import static org.maapay.edge.http.ProblemCode.AUTHORITY_UNKNOWN;
import static org.maapay.edge.http.ProblemCode.INTERNAL_ERROR;
import static org.maapay.edge.http.ProblemCode.MEDIA_TYPE_UNSUPPORTED;
import static org.maapay.edge.http.ProblemCode.METHOD_NOT_ALLOWED;
import static org.maapay.edge.http.ProblemCode.PATH_UNKNOWN;
import static org.maapay.edge.http.ProblemCode.RATE_LIMITED;
import static org.maapay.edge.http.ProblemCode.REQUEST_TOO_LARGE;
import static org.maapay.edge.http.ProblemCode.UNAVAILABLE;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.database.DatabaseException;
import org.maapay.edge.http.Bodies.Body;
import org.maapay.edge.http.Callers.Proof;
import org.maapay.edge.http.Route.Access;
import org.maapay.edge.http.Router.Match;
import org.maapay.edge.http.log.InteractionLog;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.VerificationKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An interface on one port: takes requests as received and answers them. The checks run in one
 * order, and the first that fails is told: size, path and method, signature, rate, media type,
 * syntax, sensitive data; then the handler's own. Every call leaves a row in the log, and every
 * answer to a signed call is signed.
 */
public final class Interface {
  private static final Logger LOG = LoggerFactory.getLogger(Interface.class);

  private final Router router;
  private final Listener listener;
  private final Callers callers;
  private final AnswerSigning signing;
  private final RateLimits perKey;
  private final RateLimits perAddress;
  private final Admission admission;
  private final Logbook logbook;
  private final Incidents incidents;

  /**
   * Puts an interface together.
   *
   * @param clock the business clock, for the log
   */
  public Interface(
      Router router, Listener listener, Trust trust, InteractionLog log, InstantSource clock) {
    this.router = router;
    this.listener = listener;
    this.callers = new Callers(trust, listener);
    this.signing = new AnswerSigning(trust);
    this.perKey = new RateLimits(listener.perKey(), trust.clock());
    this.perAddress = new RateLimits(listener.perAddress(), trust.clock());
    this.admission = trust.admission();
    this.incidents = new Incidents(clock);
    this.logbook = new Logbook(log, listener, clock);
  }

  /** Answers one request; never throws. */
  public Answer serve(Request request) {
    long begun = System.nanoTime();
    var exchange = new Exchange(request, incidents.next());
    var reply = replyInTurn(exchange);
    var answer = signed(exchange, written(exchange, reply));
    logbook.note(exchange, reply, answer.status(), begun);
    return answer;
  }

  private Reply replyInTurn(Exchange exchange) {
    if (!admission.enter()) {
      return unavailable("Too many requests came at once, and nothing was done.");
    }
    try {
      return replyOrFailure(exchange);
    } finally {
      admission.leave();
    }
  }

  /** The edge is where failures end: one line in the log, an incident number to the caller. */
  private Reply replyOrFailure(Exchange exchange) {
    try {
      return reply(exchange);
    } catch (RuntimeException e) {
      LOG.error("incident {} at {}: {}", exchange.incident, exchange.request, StackText.of(e));
      return isOutage(e)
          ? unavailable("Try again shortly.")
          : Problem.of(INTERNAL_ERROR, "Ask with the incident number.");
    }
  }

  private Reply reply(Exchange exchange) {
    var request = exchange.request;
    if (request.body().length > Request.MAX_BODY
        || request.headers().octets() > Request.MAX_HEADERS) {
      return Problem.of(REQUEST_TOO_LARGE, "A body has 64 KiB and all headers 16 KiB at most.");
    }
    return switch (router.match(request.method(), request.path())) {
      case Match.PathUnknown() -> Problem.of(PATH_UNKNOWN, "Paths are compared letter by letter.");
      case Match.MethodNotAllowed(var allowed) ->
          Problem.of(METHOD_NOT_ALLOWED, "See the header Allow.")
              .withHeader("Allow", String.join(", ", allowed));
      case Match.Found(var route, var parameters) -> {
        exchange.route = route;
        var refusal =
            identified(exchange, route).or(() -> limited(exchange)).or(() -> unreadable(request));
        yield refusal.isPresent() ? refusal.get() : handled(exchange, route, parameters);
      }
    };
  }

  private Optional<Problem> identified(Exchange exchange, Route route) {
    if (route.access() != Access.SIGNED) {
      return listener.authorities().contains(exchange.message(callers).authority())
          ? Optional.empty()
          : Optional.of(Problem.of(AUTHORITY_UNKNOWN, "The header Host names another place."));
    }
    var verification = callers.verify(exchange.message(callers), exchange.request.body());
    exchange.verification = verification;
    return switch (callers.prove(verification)) {
      case Proof.Failed(var problem) -> Optional.of(problem);
      case Proof.Proved(var party) -> {
        exchange.caller = party;
        yield Optional.empty();
      }
    };
  }

  private Optional<Problem> limited(Exchange exchange) {
    var wait = perAddress.take(exchange.request.remoteAddress());
    if (wait.isZero() && exchange.caller instanceof Caller.Party party) {
      wait = perKey.take(party.keyId());
    }
    return wait.isZero()
        ? Optional.empty()
        : Optional.of(
            Problem.of(RATE_LIMITED, "Wait as long as the header Retry-After says.")
                .withHeader("Retry-After", Long.toString(seconds(wait))));
  }

  private static Optional<Problem> unreadable(Request request) {
    return Bodies.isPlainJson(request)
        ? Optional.empty()
        : Optional.of(
            Problem.of(MEDIA_TYPE_UNSUPPORTED, "Send application/json without Content-Encoding."));
  }

  private static Reply handled(Exchange exchange, Route route, Map<String, String> parameters) {
    return switch (Bodies.read(exchange.request, route.screening())) {
      case Body.Refused(var problem) -> problem;
      case Body.Fine(var json) -> {
        exchange.loggable = json;
        yield route
            .handler()
            .handle(
                new Call(exchange.request, parameters, exchange.caller, json, exchange.incident));
      }
    };
  }

  private static Answer written(Exchange exchange, Reply reply) {
    return switch (reply) {
      case Answer answer -> answer;
      case Problem problem ->
          ProblemText.answer(problem, Language.of(exchange.request.headers()), exchange.incident);
    };
  }

  /** Problems are signed too, also those found before the signature was looked at. */
  private Answer signed(Exchange exchange, Answer answer) {
    try {
      return switch (access(exchange.route)) {
        case OPEN -> answer;
        case ROOT_ANSWER -> signing.signByRoot(answer, exchange.message(callers));
        case SIGNED -> signing.sign(answer, exchange.message(callers), algorithm(exchange));
      };
    } catch (RuntimeException e) {
      // Unsigned is no answer to the caller, who repeats; better than none at all.
      LOG.error("incident {}: unsigned, {}", exchange.incident, StackText.of(e));
      return answer;
    }
  }

  private SignatureAlgorithm algorithm(Exchange exchange) {
    if (exchange.verification == null) {
      // For the key it names alone.
      exchange.verification = callers.verify(exchange.message(callers), exchange.request.body());
    }
    return exchange.key().map(VerificationKey::algorithm).orElse(SignatureAlgorithm.ED25519);
  }

  private static Access access(@Nullable Route route) {
    return route == null ? Access.SIGNED : route.access();
  }

  private static Problem unavailable(String detail) {
    return Problem.of(UNAVAILABLE, detail).withHeader("Retry-After", "1");
  }

  private static long seconds(Duration wait) {
    return Math.max(1, (wait.toMillis() + 999) / 1000);
  }

  /** Connection trouble, too many connections, shutting down. */
  private static boolean isOutage(RuntimeException failure) {
    return failure instanceof DatabaseException database
        && (database.state().startsWith("08")
            || database.state().startsWith("53")
            || database.state().startsWith("57P"));
  }
}
