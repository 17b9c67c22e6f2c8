package org.maapay.edge.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.maapay.edge.http.Request.Target;

/** Requests changed after they were signed. */
final class TestRequests {
  private TestRequests() {}

  static Request with(Request request, String name, String value) {
    return copy(request, request.headers().with(name, value), request.body());
  }

  static Request replaced(Request request, String name, UnaryOperator<String> change) {
    var fields = new LinkedHashMap<>(request.headers().asMap());
    fields.computeIfPresent(name, (_, all) -> List.of(change.apply(all.getFirst())));
    return copy(request, Headers.of(fields), request.body());
  }

  static Request without(Request request, String... names) {
    var fields = new LinkedHashMap<>(request.headers().asMap());
    List.of(names).forEach(fields::remove);
    return copy(request, Headers.of(fields), request.body());
  }

  static Request withBody(Request request, byte[] body) {
    return copy(request, request.headers(), body);
  }

  static Request at(Request request, String method, String path) {
    return new Request(
        method,
        new Target(request.target().authority(), path, request.query()),
        request.headers(),
        request.body(),
        request.remoteAddress());
  }

  static Request to(Request request, String authority) {
    return new Request(
        request.method(),
        new Target(authority, request.path(), request.query()),
        request.headers(),
        request.body(),
        request.remoteAddress());
  }

  private static Request copy(Request request, Headers headers, byte[] body) {
    return new Request(request.method(), request.target(), headers, body, request.remoteAddress());
  }
}
