package org.maapay.edge.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.maapay.edge.http.json.Json;

/** Writes problems as {@code application/problem+json} (RFC 9457). */
final class ProblemText {
  private ProblemText() {}

  static Answer answer(Problem problem, Language language, String incident) {
    var code = problem.code();
    var body =
        Json.members()
            .put("type", code.type())
            .put("title", code.title(language))
            .put("status", code.status())
            .put("detail", problem.detail())
            .put("code", code.code())
            .put("incident", incident);
    if (!problem.errors().isEmpty()) {
      body.put(
          "errors",
          Json.of(
              problem.errors().stream()
                  .map(error ->
                      Json.members()
                          .put("field", error.field())
                          .put("message", error.message())
                          .build())
                  .toList()));
    }
    problem.members().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(member -> body.put(member.getKey(), member.getValue()));
    var headers = problem.headers();
    for (var line : standard(code, language).asMap().entrySet()) {
      headers = headers.with(line.getKey(), line.getValue().getFirst());
    }
    return new Answer(
        code.status(), headers, body.build().write().getBytes(StandardCharsets.UTF_8));
  }

  private static Headers standard(ProblemCode code, Language language) {
    var headers =
        Headers.of(
            "Content-Type",
            "application/problem+json",
            "Content-Language",
            language.tag(),
            "Cache-Control",
            "no-store");
    if (code.status() != 401) {
      return headers;
    }
    var scheme = code == ProblemCode.PAGE_SESSION_EXPIRED ? "Bearer" : "Signature";
    return headers.with("WWW-Authenticate", scheme + " realm=\"maapay\"");
  }
}
