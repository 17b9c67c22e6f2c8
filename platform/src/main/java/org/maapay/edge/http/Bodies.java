package org.maapay.edge.http;

import java.util.Locale;
import java.util.Map;
import org.maapay.edge.http.Route.Screening;
import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.json.JsonReader;
import org.maapay.edge.http.json.JsonReader.Parsed;
import org.maapay.edge.http.json.SensitiveData;

/** Reads and judges bodies: media type, syntax, what must not be sent. */
final class Bodies {
  /** What a body is. */
  sealed interface Body {
    record Fine(Json.Obj json) implements Body {}

    record Refused(Problem problem) implements Body {}
  }

  private Bodies() {}

  /** 415: a body is plain JSON, or there is none. */
  static boolean isPlainJson(Request request) {
    if (!request.headers().all("content-encoding").isEmpty()) {
      return false;
    }
    return !takesBody(request)
        || request.headers().only("content-type").filter(Bodies::isJson).isPresent();
  }

  static Body read(Request request, Screening screening) {
    if (!takesBody(request)) {
      return request.body().length == 0
          ? new Body.Fine(Json.Obj.EMPTY)
          : refused(ProblemCode.SYNTAX_INVALID, "A " + request.method() + " has no body.");
    }
    return switch (JsonReader.read(request.body())) {
      case Parsed.Malformed(var reason) -> refused(ProblemCode.SYNTAX_INVALID, reason);
      case Parsed.Value(Json.Obj object) -> screened(object, screening);
      case Parsed.Value _ -> refused(ProblemCode.SYNTAX_INVALID, "The body must be an object.");
    };
  }

  private static Body screened(Json.Obj object, Screening screening) {
    return switch (screening) {
      case Screening.Unscreened() -> new Body.Fine(object);
      case Screening.Screened(var identifiers) -> {
        var found = SensitiveData.find(object, identifiers);
        yield found.isEmpty()
            ? new Body.Fine(object)
            : new Body.Refused(
                new Problem(
                    ProblemCode.SENSITIVE_DATA,
                    "Card numbers, passwords and verification codes are entered by the payer alone.",
                    found,
                    Map.of(),
                    Headers.NONE));
      }
    };
  }

  private static Body refused(ProblemCode code, String detail) {
    return new Body.Refused(Problem.of(code, detail));
  }

  private static boolean takesBody(Request request) {
    return !request.method().equals("GET") && !request.method().equals("HEAD");
  }

  /** {@code application/json}, with nothing but an optional {@code charset=utf-8}. */
  private static boolean isJson(String contentType) {
    var plain = contentType.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
    return plain.equals("application/json") || plain.equals("application/json;charset=utf-8");
  }
}
