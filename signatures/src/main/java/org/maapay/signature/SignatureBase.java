package org.maapay.signature;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The octets that are signed (RFC 9421 section 2.5). */
record SignatureBase(String text) {

  static SignatureBase of(Message message, SignatureInput input) throws MalformedField {
    return of(message, input.components(), input.serialized());
  }

  static SignatureBase of(Message message, List<Component> components, String parameters)
      throws MalformedField {
    var text = new StringBuilder(512);
    for (var component : components) {
      text.append(component.identifier())
          .append(": ")
          .append(ComponentValues.of(component, message))
          .append('\n');
    }
    return new SignatureBase(text.append("\"@signature-params\": ").append(parameters).toString());
  }

  byte[] octets() {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
