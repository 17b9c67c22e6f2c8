package org.maapay.signature;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Takes the value of a component out of a message (RFC 9421 sections 2.1 to 2.4). */
final class ComponentValues {
  private ComponentValues() {}

  static String of(Component component, Message message) throws MalformedField {
    if (component.fromRequest()) {
      if (!(message instanceof Response response)) {
        throw new MalformedField("req on a request");
      }
      return plain(component, response.request());
    }
    return plain(component, message);
  }

  private static String plain(Component component, Message message) throws MalformedField {
    if (!component.isDerived()) {
      return field(component, message);
    }
    if (component.member().isPresent()) {
      throw new MalformedField("key on a derived component");
    }
    if (message instanceof Response response) {
      if (component.name().equals("@status")) {
        return Integer.toString(response.status());
      }
      throw new MalformedField("an answer has no " + component.name());
    }
    return derived(component, (Request) message);
  }

  private static String derived(Component component, Request request) throws MalformedField {
    return ascii(
        switch (component.name()) {
          case "@method" -> request.method();
          case "@authority" -> request.authority();
          case "@path" -> request.path();
          case "@query" -> "?" + request.query().orElse("");
          case "@scheme" -> request.scheme();
          case "@request-target" -> requestTarget(request);
          case "@target-uri" ->
              request.scheme() + "://" + request.authority() + requestTarget(request);
          case "@query-param" -> queryParameter(component, request);
          default -> throw new MalformedField("unknown component " + component.name());
        });
  }

  private static String requestTarget(Request request) {
    return request.path() + request.query().map(query -> "?" + query).orElse("");
  }

  private static String queryParameter(Component component, Request request) throws MalformedField {
    var asked = component.queryParameter();
    if (asked.isEmpty()) {
      throw new MalformedField("@query-param without a name");
    }
    Optional<String> found = Optional.empty();
    for (var pair : request.query().orElse("").split("&", -1)) {
      int equals = pair.indexOf('=');
      var name = formDecoded(equals < 0 ? pair : pair.substring(0, equals));
      if (formEncoded(name).equals(asked.get())) {
        if (found.isPresent()) {
          throw new MalformedField("query parameter given twice");
        }
        found = Optional.of(equals < 0 ? "" : formDecoded(pair.substring(equals + 1)));
      }
    }
    return formEncoded(found.orElseThrow(() -> new MalformedField("query parameter missing")));
  }

  private static String formDecoded(String text) throws MalformedField {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      throw new MalformedField("query");
    }
  }

  /** The form-urlencoded set, but with %20 for a space (RFC 9421 section 2.2.8). */
  private static String formEncoded(String text) {
    var encoded = new StringBuilder(text.length());
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      int c = octet & 0xff;
      if ((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || "*-._".indexOf(c) >= 0) {
        encoded.append((char) c);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", c));
      }
    }
    return encoded.toString();
  }

  private static String field(Component component, Message message) throws MalformedField {
    var combined = combined(component.name(), message.fields());
    var member = component.member();
    if (member.isEmpty()) {
      return combined;
    }
    var found = FieldParser.dictionary(combined).get(member.get());
    if (found == null) {
      throw new MalformedField("member missing");
    }
    var text = new StringBuilder();
    found.appendTo(text);
    return text.toString();
  }

  /** Joins the lines of a field: each trimmed, old line folding made one space. */
  static String combined(String name, FieldLines fields) throws MalformedField {
    List<String> lines = fields.values(name);
    if (lines.isEmpty()) {
      throw new MalformedField("field missing: " + name);
    }
    if (lines.size() == 1) {
      return ascii(unfolded(lines.get(0)));
    }
    var combined = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      combined.append(i == 0 ? "" : ", ").append(unfolded(lines.get(i)));
    }
    return ascii(combined.toString());
  }

  private static String unfolded(String line) {
    if (line.indexOf('\n') < 0) {
      return line.strip();
    }
    var text = new StringBuilder(line.length());
    line.lines().forEach(part -> text.append(text.isEmpty() ? "" : " ").append(part.strip()));
    return text.toString().strip();
  }

  /** A line break or a character that two readers may encode differently could forge a line. */
  private static String ascii(String value) throws MalformedField {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < 0x20 && c != '\t') || c > 0x7e) {
        throw new MalformedField("character in a covered value");
      }
    }
    return value;
  }
}
