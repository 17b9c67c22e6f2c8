package org.maapay.signature;

import java.util.Map;

/** The two header fields that carry signatures. */
public record SignatureFields(String signatureInput, String signature) {

  /** Returns fields that carry the signatures of both; their labels must differ. */
  public SignatureFields and(SignatureFields other) {
    return new SignatureFields(
        signatureInput + ", " + other.signatureInput, signature + ", " + other.signature);
  }

  /** Returns the fields by their names. */
  public Map<String, String> asMap() {
    return Map.of("Signature-Input", signatureInput, "Signature", signature);
  }

  /** Returns {@code request} with these fields. */
  public Request on(Request request) {
    return request.with("signature-input", signatureInput).with("signature", signature);
  }
}
