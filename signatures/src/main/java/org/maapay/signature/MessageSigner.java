package org.maapay.signature;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.maapay.signature.BareItem.IntegerItem;
import org.maapay.signature.BareItem.StringItem;
import org.maapay.signature.Member.Parameter;

/** Signs messages of one kind. Safe for use by many threads. */
public final class MessageSigner {
  private static final int NONCE_OCTETS = 18;

  private final SignatureRules rules;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public MessageSigner(SignatureRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Signs {@code request} with a fresh nonce. Its digest, where one is covered, must be among its
   * fields already.
   *
   * @throws IllegalArgumentException if a component that must be covered is missing
   */
  public SignatureFields sign(Request request, Signer signer) {
    return signed(request, signer);
  }

  /**
   * Signs an answer.
   *
   * @return empty if the request that it answers carries no {@code sig1} that can be read: there is
   *     nothing to bind the answer to
   */
  public Optional<SignatureFields> sign(Response response, Signer signer) {
    try {
      return Optional.of(signedOrMalformed(response, signer));
    } catch (MalformedField requestUnsigned) {
      return Optional.empty();
    }
  }

  private SignatureFields signed(Message message, Signer signer) {
    try {
      return signedOrMalformed(message, signer);
    } catch (MalformedField missing) {
      throw new IllegalArgumentException("cannot be signed: " + missing.getMessage(), missing);
    }
  }

  private SignatureFields signedOrMalformed(Message message, Signer signer) throws MalformedField {
    var covered = rules.coveredOn(message);
    var text = new StringBuilder(320).append(covered.text());
    parameters(signer).forEach(parameter -> parameter.appendTo(text));
    var input = text.toString();
    var base = SignatureBase.of(message, covered.components(), input);
    var signature = Base64.getEncoder().encodeToString(signer.sign(base.octets()));
    return new SignatureFields(rules.label() + "=" + input, rules.label() + "=:" + signature + ":");
  }

  private List<Parameter> parameters(Signer signer) {
    List<Parameter> parameters = new ArrayList<>(5);
    parameters.add(new Parameter("created", new IntegerItem(clock.instant().getEpochSecond())));
    if (rules.hasNonce()) {
      parameters.add(new Parameter("nonce", new StringItem(nonce())));
    }
    parameters.add(new Parameter("keyid", new StringItem(signer.keyId())));
    parameters.add(new Parameter("alg", new StringItem(signer.algorithm().wireName())));
    parameters.add(new Parameter("tag", new StringItem(rules.tag())));
    return parameters;
  }

  private String nonce() {
    var octets = new byte[NONCE_OCTETS];
    random.nextBytes(octets);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }
}
