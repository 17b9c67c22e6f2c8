package org.maapay.conformance.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.maapay.conformance.wire.RawRequest.Header;

/**
 * A request signature in the making, of which every part can be got wrong on purpose. Written apart
 * from the platform's own signature code: what judges that code must not share its mistakes.
 *
 * @param components identifiers as they stand in the list, parameters included: {@code "@method"}
 * @param parameters in order; values as serialised: {@code "abc"} with its quotes, or {@code 123}
 */
public record SignatureDraft(String label, List<String> components, List<Header> parameters) {
  private static final List<String> POST =
      List.of("\"@method\"", "\"@authority\"", "\"@path\"", "\"@query\"", "\"content-digest\"");

  /** What a correct request has. */
  public static SignatureDraft of(String method, long created, String nonce, SigningKey key) {
    return new SignatureDraft(
        "sig1",
        method.equals("POST") ? POST : POST.subList(0, 4),
        List.of(
            new Header("created", Long.toString(created)),
            new Header("nonce", quoted(nonce)),
            new Header("keyid", quoted(key.keyId())),
            new Header("alg", quoted(key.alg())),
            new Header("tag", quoted("maapay"))));
  }

  public SignatureDraft labelled(String other) {
    return new SignatureDraft(other, components, parameters);
  }

  public SignatureDraft covering(List<String> other) {
    return new SignatureDraft(label, other, parameters);
  }

  public SignatureDraft withoutComponent(String name) {
    return covering(components.stream().filter(c -> !c.equals(quoted(name))).toList());
  }

  public SignatureDraft withComponent(String serialised) {
    var more = new ArrayList<>(components);
    more.add(serialised);
    return covering(more);
  }

  public SignatureDraft without(String parameter) {
    return new SignatureDraft(
        label, components, parameters.stream().filter(p -> !p.name().equals(parameter)).toList());
  }

  /** One more parameter, at the end, even if it stands there already. */
  public SignatureDraft with(String parameter, String serialised) {
    var more = new ArrayList<>(parameters);
    more.add(new Header(parameter, serialised));
    return new SignatureDraft(label, components, more);
  }

  /** The parameter's value replaced where it stands. */
  public SignatureDraft replacing(String parameter, String serialised) {
    return new SignatureDraft(
        label,
        components,
        parameters.stream()
            .map(p -> p.name().equals(parameter) ? new Header(parameter, serialised) : p)
            .toList());
  }

  /** The request with both signature headers. */
  public RawRequest sign(RawRequest request, SigningKey key) {
    var input = input();
    var signature = key.sign(base(request, input).getBytes(ISO_8859_1));
    return request
        .with("Signature-Input", label + "=" + input)
        .with("Signature", label + "=:" + Base64.getEncoder().encodeToString(signature) + ":");
  }

  private String input() {
    return "("
        + String.join(" ", components)
        + ")"
        + parameters.stream()
            .map(p -> ";" + p.name() + "=" + p.value())
            .collect(Collectors.joining());
  }

  private String base(RawRequest request, String input) {
    var base = new StringBuilder();
    for (var component : components) {
      base.append(component)
          .append(": ")
          .append(SignatureBaseValues.ofRequest(request, component))
          .append('\n');
    }
    return base.append("\"@signature-params\": ").append(input).toString();
  }

  /** The Host header for a base URL. */
  public static String hostOf(URI base) {
    return base.getPort() < 0 ? base.getHost() : base.getHost() + ":" + base.getPort();
  }

  /** A structured-field string. */
  public static String quoted(String value) {
    return "\"" + value + "\"";
  }
}
