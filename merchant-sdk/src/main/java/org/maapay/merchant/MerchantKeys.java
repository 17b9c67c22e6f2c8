package org.maapay.merchant;

import java.time.Instant;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.Signer;

/** The merchant's own keys at the platform. */
public final class MerchantKeys {
  private static final String UNISSUED = "new";

  private final Transport transport;

  MerchantKeys(Transport transport) {
    this.transport = transport;
  }

  /** A key as the platform registered it; {@code keyId} is what its signer must carry. */
  public record RegisteredKey(String keyId, Instant notBefore, Instant notAfter, String state) {
    static RegisteredKey read(Fields fields) throws Json.Malformed {
      return new RegisteredKey(
          fields.text("keyId"),
          fields.instant("notBefore"),
          fields.instant("notAfter"),
          fields.text("state"));
    }
  }

  /**
   * Registers the merchant's next key, signed by the present key and by the new one. Calls go on
   * being signed by the present key until {@link #use}.
   *
   * @param next signs with the new key; its id does not matter yet
   */
  public Answer<RegisteredKey> rotate(Signer next, String publicKeyPem) {
    var body =
        new JsonWriter()
            .put("merchantId", transport.merchantId())
            .put("alg", next.algorithm().wireName())
            .put("publicKeyPem", publicKeyPem);
    return transport.post(
        "/v1/merchant-keys", new Unissued(next), body.utf8(), RegisteredKey::read);
  }

  /** From now on calls are signed by {@code signer}, whose id the platform issued. */
  public void use(Signer signer) {
    transport.signWith(signer);
  }

  /** A key that has no id yet. */
  private record Unissued(Signer key) implements Signer {
    @Override
    public String keyId() {
      return UNISSUED;
    }

    @Override
    public SignatureAlgorithm algorithm() {
      return key.algorithm();
    }

    @Override
    public byte[] sign(byte[] signatureBase) {
      return key.sign(signatureBase);
    }
  }
}
