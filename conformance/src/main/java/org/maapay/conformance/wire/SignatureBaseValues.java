package org.maapay.conformance.wire;

import java.util.Locale;

/** The values of a request's components in a signature base. */
final class SignatureBaseValues {
  private SignatureBaseValues() {}

  static String ofRequest(RawRequest request, String component) {
    var name = component.substring(1, component.indexOf('"', 1));
    var cut = request.target().indexOf('?');
    return switch (name) {
      case "@method" -> request.method();
      case "@authority" ->
          request.header("Host").toLowerCase(Locale.ROOT).replaceFirst("(?<!:):(80|443)$", "");
      case "@path" -> cut < 0 ? request.target() : request.target().substring(0, cut);
      case "@query" -> cut < 0 ? "?" : request.target().substring(cut);
      case "@target-uri", "@scheme", "@request-target" -> request.target();
      default -> request.header(name);
    };
  }
}
