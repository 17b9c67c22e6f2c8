package org.maapay.edge.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maapay.edge.http.json.Json;
import org.maapay.signature.ContentDigest;
import org.maapay.signature.FieldLines;
import org.maapay.signature.MessageSigner;
import org.maapay.signature.Response;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureFields;
import org.maapay.signature.SignatureRules;
import org.maapay.signature.Signer;

/** Turns replies into answers: problems in the reader's language, signed, logged. */
public final class Answering {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String name;
  private final Signing signing;
  private final InteractionLog log;
  private final InstantSource clock;
  private final MessageSigner answers;
  private final MessageSigner rootAnswers;

  /**
   * Who signs.
   *
   * @param platform the platform's key for parties whose keys are of an algorithm
   * @param root the key that signs the list of keys
   */
  public record Signing(
      String scheme, Function<SignatureAlgorithm, Signer> platform, Signer root) {}

  /**
   * @param name of the interface, for the log
   * @param clock the wall clock
   */
  public Answering(String name, Signing signing, InteractionLog log, InstantSource clock) {
    this.name = name;
    this.signing = signing;
    this.log = log;
    this.clock = clock;
    this.answers = new MessageSigner(SignatureRules.ANSWER, clock);
    this.rootAnswers = new MessageSigner(SignatureRules.UNSIGNED_CALL_ANSWER, clock);
  }

  Round begin(Request request) {
    return new Round(request);
  }

  /** One call on its way through. */
  final class Round {
    private final Request request;
    private final org.maapay.signature.Request message;
    private final long begun = System.nanoTime();
    private final String incident;
    private Route.@Nullable Access access;
    private @Nullable String keyId;
    private @Nullable String party;
    private SignatureAlgorithm algorithm = SignatureAlgorithm.ED25519;
    private Headers extra = Headers.NONE;

    private Round(Request request) {
      this.request = request;
      this.message = messageOf(request);
      this.incident = nextIncident();
    }

    String incident() {
      return incident;
    }

    org.maapay.signature.Request message() {
      return message;
    }

    void route(Route route) {
      access = route.access();
    }

    void key(String id, SignatureAlgorithm itsAlgorithm) {
      keyId = id;
      algorithm = itsAlgorithm;
    }

    void party(String caller) {
      party = caller;
    }

    void allow(Set<String> methods) {
      extra = extra.with("Allow", String.join(", ", methods));
    }

    void retryAfter(Duration wait) {
      extra = extra.with("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
    }

    Answer finish(Reply reply) {
      var answer =
          switch (reply) {
            case Answer ready -> ready;
            case Problem problem -> written(problem);
          };
      for (var field : extra.asMap().entrySet()) {
        answer = answer.with(field.getKey(), field.getValue().getFirst());
      }
      var signed = signed(answer);
      log.add(interaction(signed, reply));
      return signed;
    }

    private Answer written(Problem problem) {
      var code = problem.code();
      var language = Language.of(request.headers());
      var body =
          Json.members()
              .put("type", code.type())
              .put("title", code.title(language))
              .put("status", (long) code.status())
              .put("detail", problem.detail())
              .put("code", code.code())
              .put("incident", incident);
      if (!problem.errors().isEmpty()) {
        body.put(
            "errors",
            Json.of(
                problem.errors().stream()
                    .map(
                        error ->
                            Json.members()
                                .put("field", error.field())
                                .put("message", error.message())
                                .build())
                    .toList()));
      }
      problem.members().forEach(body::put);
      return new Answer(
          code.status(),
          Headers.of(
              "Content-Type", "application/problem+json",
              "Content-Language", language.tag(),
              "Cache-Control", "no-store"),
          body.build().write().getBytes(StandardCharsets.UTF_8));
    }

    private Answer signed(Answer answer) {
      var digested = answer.with("Content-Digest", ContentDigest.sha256(answer.body()));
      FieldLines fields = lower -> digested.headers().all(lower);
      var response = new Response(digested.status(), fields, message);
      var signature =
          access == Route.Access.ROOT_ANSWER
              ? rootAnswers.sign(response, signing.root())
              : isSigned()
                  ? answers.sign(response, signing.platform().apply(algorithm))
                  : Optional.<SignatureFields>empty();
      return signature
          .map(
              made ->
                  digested
                      .with("Signature-Input", made.signatureInput())
                      .with("Signature", made.signature()))
          .orElse(digested);
    }

    private boolean isSigned() {
      return access != Route.Access.OPEN
          && request.headers().first("signature-input").isPresent();
    }

    private Interaction interaction(Answer answer, Reply reply) {
      return new Interaction(
          clock.instant(),
          incident,
          name,
          request.method(),
          cut(request.path()),
          party,
          keyId,
          request.remoteAddress(),
          answer.status(),
          reply instanceof Problem problem ? problem.code().code() : null,
          (System.nanoTime() - begun) / 1_000,
          HexFormat.of().formatHex(sha256().digest(request.body())),
          null);
    }
  }

  private org.maapay.signature.Request messageOf(Request request) {
    FieldLines fields = lower -> request.headers().all(lower);
    return new org.maapay.signature.Request(
        request.method(),
        signing.scheme(),
        request.target().authority(),
        request.path(),
        Optional.ofNullable(request.query()),
        fields);
  }

  private static String nextIncident() {
    var octets = new byte[8];
    RANDOM.nextBytes(octets);
    return HexFormat.of().withUpperCase().formatHex(octets);
  }

  private static String cut(String path) {
    return path.length() <= 200 ? path : path.substring(0, 200);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
