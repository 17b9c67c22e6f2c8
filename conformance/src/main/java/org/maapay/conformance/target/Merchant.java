package org.maapay.conformance.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.maapay.conformance.contract.OpenApi;
import org.maapay.conformance.wire.Digests;
import org.maapay.conformance.wire.PlatformSignature;
import org.maapay.conformance.wire.RawCaller;
import org.maapay.conformance.wire.RawRequest;
import org.maapay.conformance.wire.RawRequest.Header;
import org.maapay.conformance.wire.SignatureDraft;
import org.maapay.conformance.wire.SigningKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A merchant's caller: what goes out is signed as WIRE asks unless a rule gets it wrong on purpose,
 * what comes back must be signed, verify and keep to the contract.
 */
public final class Merchant {
  private final URI base;
  private final Demo.Party party;
  private final String platformKeyPem;
  private final OpenApi contract;
  private final InstantSource clock;
  private final RawCaller caller;
  private final SigningKey key;

  Merchant(Demo demo, Demo.Party party, OpenApi contract, InstantSource clock) {
    this.base = demo.baseUrl();
    this.party = party;
    this.platformKeyPem = demo.platformKeyPem();
    this.contract = contract;
    this.clock = clock;
    this.caller = new RawCaller(clock);
    this.key = SigningKey.ed25519(party.keyId(), party.privateKeyPem());
  }

  public Demo.Party party() {
    return party;
  }

  public SigningKey key() {
    return key;
  }

  /** Sends a correct request; the answer has been verified. */
  public Answer post(String path, JsonNode body) {
    return post(path, body.toString().getBytes(UTF_8));
  }

  public Answer post(String path, byte[] body) {
    return verified(sign(unsigned("POST", path, body)));
  }

  /** Places an order, query closes the circle: {@code /v1/payment-orders}. */
  public Answer place(ObjectNode order) {
    return post("/v1/payment-orders", order);
  }

  /** A correct request, altered before it is signed. */
  public Answer postAltered(String path, JsonNode body, UnaryOperator<RawRequest> alter) {
    return verified(sign(alter.apply(unsigned("POST", path, body.toString().getBytes(UTF_8)))));
  }

  /** A request whose signature is drafted by the rule; the answer is judged by the rule too. */
  public Answer drafted(RawRequest request, UnaryOperator<SignatureDraft> draft) {
    return drafted(request, draft, key);
  }

  public Answer drafted(RawRequest request, UnaryOperator<SignatureDraft> draft, SigningKey by) {
    return send(draft.apply(draft(request, by)).sign(request, by));
  }

  /** Sends exactly this and checks only that a JSON answer keeps to the contract. */
  public Answer send(RawRequest request) {
    var answer = new Answer(request, caller.send(base, request));
    contract.check(request.method(), request.target(), answer.raw());
    return answer;
  }

  /** Sends exactly this; the answer must be signed and verify, and keep to the contract. */
  public Answer verified(RawRequest request) {
    var answer = send(request);
    PlatformSignature.verifyAnswer(request, answer.raw(), platformKeyPem);
    return answer;
  }

  /** A request with all headers but the signature's. */
  public RawRequest unsigned(String method, String target, byte[] body) {
    var host = new Header("Host", SignatureDraft.hostOf(base));
    var headers =
        method.equals("POST")
            ? List.of(
                host,
                new Header("Content-Type", "application/json"),
                new Header("Content-Length", Integer.toString(body.length)),
                new Header("Content-Digest", Digests.sha256(body)))
            : List.of(host);
    return new RawRequest(method, target, headers, body);
  }

  public RawRequest unsigned(String path, JsonNode body) {
    return unsigned("POST", path, body.toString().getBytes(UTF_8));
  }

  public RawRequest sign(RawRequest request) {
    return draft(request, key).sign(request, key);
  }

  private SignatureDraft draft(RawRequest request, SigningKey by) {
    return SignatureDraft.of(request.method(), seconds(), UUID.randomUUID().toString(), by);
  }

  /** The present second, as {@code created} counts. */
  public long seconds() {
    return clock.instant().getEpochSecond();
  }

  /** Demands that a received notice is signed by the platform. */
  public void verifyNotice(
      RawRequest notice, Function<String, java.util.Optional<String>> headers) {
    PlatformSignature.verifyNotice(notice, headers, platformKeyPem);
  }
}
