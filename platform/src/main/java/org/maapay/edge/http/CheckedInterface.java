package org.maapay.edge.http;

import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.maapay.database.DatabaseException;
import org.maapay.edge.http.CallerCheck.Known;
import org.maapay.edge.http.CallerCheck.Turned;
import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.json.JsonReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An interface with every check before its handlers, in the order outsiders hold on to: size, path,
 * caller, rate, media type, syntax, forbidden data; fields and what they mean are the handlers'.
 * Every answer is signed for a caller who signed, and every call is logged.
 */
public final class CheckedInterface implements Interface {
  private static final Logger LOG = LoggerFactory.getLogger(CheckedInterface.class);

  private final Router router;
  private final CallerCheck callers;
  private final RateLimits limits;
  private final Answering answering;

  public CheckedInterface(
      Router router, CallerCheck callers, RateLimits limits, Answering answering) {
    this.router = router;
    this.callers = callers;
    this.limits = limits;
    this.answering = answering;
  }

  @Override
  public Answer serve(Request request) {
    var round = answering.begin(request);
    var reply = answer(request, round);
    return round.finish(reply);
  }

  private Reply answer(Request request, Answering.Round round) {
    if (request.body().length > Request.MAX_BODY) {
      return Problem.of(ProblemCode.REQUEST_TOO_LARGE, "A body holds at most 64 KiB.");
    }
    if (request.headers().octets() > Request.MAX_HEADERS) {
      return Problem.of(ProblemCode.REQUEST_TOO_LARGE, "Header fields take at most 16 KiB.");
    }
    return switch (router.match(request.method(), request.path())) {
      case Router.Match.PathUnknown _ ->
          Problem.of(ProblemCode.PATH_UNKNOWN, "See the interface's description for its paths.");
      case Router.Match.MethodNotAllowed(var allowed) -> {
        round.allow(allowed);
        yield Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "Allowed: " + String.join(", ", allowed));
      }
      case Router.Match.Found found -> found(request, found, round);
    };
  }

  private Reply found(Request request, Router.Match.Found found, Answering.Round round) {
    round.route(found.route());
    return switch (callers.check(request, found.route(), round)) {
      case Turned(var problem) -> problem;
      case Known(var caller) -> admitted(request, found, round, caller);
    };
  }

  private Reply admitted(
      Request request, Router.Match.Found found, Answering.Round round, Caller caller) {
    var wait = limits.take(name(caller, request));
    if (!wait.isZero()) {
      round.retryAfter(wait);
      return Problem.of(ProblemCode.RATE_LIMITED, "Come again after the seconds in Retry-After.");
    }
    Json.Obj body = Json.Obj.EMPTY;
    if (request.method().equals("GET")) {
      if (request.body().length > 0) {
        return Problem.of(ProblemCode.SYNTAX_INVALID, "A GET has no body.");
      }
    } else {
      if (!isPlainJson(request)) {
        return Problem.of(
            ProblemCode.MEDIA_TYPE_UNSUPPORTED,
            "Send Content-Type: application/json, UTF-8, without Content-Encoding.");
      }
      switch (JsonReader.read(request.body())) {
        case JsonReader.Parsed.Value(Json.Obj object) -> body = object;
        case JsonReader.Parsed.Value _ -> {
          return Problem.of(ProblemCode.SYNTAX_INVALID, "The body must be a JSON object.");
        }
        case JsonReader.Parsed.Malformed(var reason) -> {
          return Problem.of(ProblemCode.SYNTAX_INVALID, reason);
        }
      }
    }
    var forbidden = forbidden(found.route(), body);
    return forbidden != null
        ? forbidden
        : handle(
            found.route(),
            new Call(request, found.parameters(), caller, body, round.incident()));
  }

  private static @Nullable Problem forbidden(Route route, Json.Obj body) {
    return route.screening() instanceof Route.Screening.Screened(var identifiers)
            && SensitiveData.isIn(body, identifiers)
        ? Problem.of(
            ProblemCode.SENSITIVE_DATA,
            "Passwords, card numbers and verification values are entered by the payer alone.")
        : null;
  }

  /** What fails here is our fault: one log line, an incident number, nothing of the inside. */
  private static Reply handle(Route route, Call call) {
    try {
      return route.handler().handle(call);
    } catch (RejectedExecutionException e) {
      LOG.warn("{}: too much work waits", call);
      return Problem.of(ProblemCode.UNAVAILABLE, "Too much work waits; repeat the same request.");
    } catch (DatabaseException e) {
      LOG.error("{}: {}", call, e.getMessage());
      return Problem.of(
          ProblemCode.UNAVAILABLE, "The outcome is not known; repeat the same request.");
    } catch (RuntimeException e) {
      LOG.error("{}", call, e);
      return Problem.of(ProblemCode.INTERNAL_ERROR, "Name the incident number when you ask.");
    }
  }

  private static boolean isPlainJson(Request request) {
    return request.headers().all("content-encoding").isEmpty()
        && request.headers().only("content-type").filter(MediaType::isJson).isPresent();
  }

  private static String name(Caller caller, Request request) {
    return switch (caller) {
      case Caller.Party(var party, _) -> party;
      case Caller.Anonymous _ -> request.remoteAddress();
    };
  }
}
