package org.maapay.conformance.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The platform's signature on an answer or a notice, taken apart again to be judged. */
@SuppressWarnings("ArrayRecordComponent") // raw octets; never compared
public record PlatformSignature(
    String label,
    List<String> components,
    Map<String, String> parameters,
    String input,
    byte[] value) {
  private static final Pattern MEMBER =
      Pattern.compile(
          "([a-z][a-z0-9_-]*)=(\\(([^)]*)\\)((?:;[a-z-]+(?:=(?:\"[^\"]*\"|[0-9]+))?)*))");
  private static final Pattern COMPONENT =
      Pattern.compile("\"([^\"]+)\"((?:;[a-z]+(?:=\"[^\"]*\")?)*)");
  private static final Pattern PARAMETER = Pattern.compile(";([a-z-]+)=(\"([^\"]*)\"|[0-9]+)");

  /** Reads the one signature of a message; AssertionError says what is wrong with its headers. */
  public static PlatformSignature read(Function<String, java.util.Optional<String>> headers) {
    var inputs = headers.apply("Signature-Input").orElseThrow(() -> new AssertionError("unsigned"));
    var values = headers.apply("Signature").orElseThrow(() -> new AssertionError("no Signature"));
    var member = MEMBER.matcher(inputs);
    if (!member.matches()) {
      throw new AssertionError("Signature-Input is not one signature: " + inputs);
    }
    var components = new ArrayList<String>();
    for (var c = COMPONENT.matcher(member.group(3)); c.find(); ) {
      components.add(c.group());
    }
    var label = member.group(1);
    return new PlatformSignature(
        label, components, parameters(member), member.group(2), bytes(values, label));
  }

  private static Map<String, String> parameters(Matcher member) {
    var parameters = new HashMap<String, String>();
    for (var p = PARAMETER.matcher(member.group(4)); p.find(); ) {
      parameters.put(p.group(1), p.group(3) == null ? p.group(2) : p.group(3));
    }
    return parameters;
  }

  private static byte[] bytes(String values, String label) {
    if (!values.startsWith(label + "=:") || !values.endsWith(":")) {
      throw new AssertionError(
          "Signature is not one byte sequence labelled " + label + ": " + values);
    }
    return Base64.getDecoder().decode(values.substring(label.length() + 2, values.length() - 1));
  }

  /** Verifies an answer to a request; AssertionError names what does not hold. */
  public static void verifyAnswer(RawRequest request, RawAnswer answer, String publicKeyPem) {
    var signature = read(answer::header);
    var must =
        new ArrayList<>(
            List.of(
                "\"@status\"",
                "\"content-digest\"",
                "\"@method\";req",
                "\"@authority\";req",
                "\"@path\";req",
                "\"@query\";req"));
    if (request.headers().stream().anyMatch(h -> h.name().equalsIgnoreCase("Content-Digest"))) {
      must.add("\"content-digest\";req");
    }
    if (request.headers().stream().anyMatch(h -> h.name().equalsIgnoreCase("Signature"))) {
      must.add("\"signature\";req;key=\"sig1\"");
    }
    signature.demand(must, "maapay-answer");
    digestFits(answer.header("Content-Digest").orElse(""), answer.body());
    signature.verify(component -> answerValue(component, request, answer), publicKeyPem);
  }

  /** Verifies a notice (C-3) as received; AssertionError names what does not hold. */
  public static void verifyNotice(
      RawRequest notice,
      Function<String, java.util.Optional<String>> headers,
      String publicKeyPem) {
    var signature = read(headers);
    signature.demand(
        List.of(
            "\"@method\"",
            "\"@authority\"",
            "\"@path\"",
            "\"@query\"",
            "\"content-digest\"",
            "\"notification-id\""),
        "maapay-notice");
    if (!signature.parameters.containsKey("nonce")) {
      throw new AssertionError("the notice's signature has no nonce");
    }
    digestFits(headers.apply("Content-Digest").orElse(""), notice.body());
    signature.verify(component -> SignatureBaseValues.ofRequest(notice, component), publicKeyPem);
  }

  private void demand(List<String> must, String tag) {
    var missing = new ArrayList<>(must);
    missing.removeAll(components);
    if (!missing.isEmpty()) {
      throw new AssertionError("the signature does not cover " + missing);
    }
    if (!tag.equals(parameters.get("tag"))) {
      throw new AssertionError("tag is " + parameters.get("tag") + ", not " + tag);
    }
    for (var parameter : List.of("created", "keyid", "alg")) {
      if (!parameters.containsKey(parameter)) {
        throw new AssertionError("the signature has no " + parameter);
      }
    }
  }

  private static void digestFits(String header, byte[] body) {
    if (header.isEmpty() || !Digests.fit(header, body)) {
      throw new AssertionError("Content-Digest does not fit the body: " + header);
    }
  }

  private static String answerValue(String component, RawRequest request, RawAnswer answer) {
    if (component.equals("\"@status\"")) {
      return Integer.toString(answer.status());
    }
    if (component.startsWith("\"signature\";req")) {
      return request.header("Signature").replaceFirst("^sig1=", "");
    }
    if (component.endsWith(";req")) {
      return SignatureBaseValues.ofRequest(request, component);
    }
    var name = component.substring(1, component.length() - 1).toLowerCase(Locale.ROOT);
    return answer.header(name).orElseThrow(() -> new AssertionError("signed but absent: " + name));
  }

  private void verify(Function<String, String> values, String publicKeyPem) {
    var base = new StringBuilder();
    components.forEach(c -> base.append(c).append(": ").append(values.apply(c)).append('\n'));
    base.append("\"@signature-params\": ").append(input);
    try {
      var verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(SigningKey.publicKey(publicKeyPem));
      verifier.update(base.toString().getBytes(ISO_8859_1));
      if (!verifier.verify(value)) {
        throw new AssertionError("the signature does not verify over\n" + base);
      }
    } catch (GeneralSecurityException e) {
      throw new AssertionError("the signature cannot be verified: " + e.getMessage(), e);
    }
  }
}
