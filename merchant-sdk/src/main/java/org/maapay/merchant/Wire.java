package org.maapay.merchant;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.maapay.signature.ContentDigest;
import org.maapay.signature.FieldLines;
import org.maapay.signature.KeyLookup;
import org.maapay.signature.MessageSigner;
import org.maapay.signature.MessageVerifier;
import org.maapay.signature.Refusal;
import org.maapay.signature.Request;
import org.maapay.signature.Response;
import org.maapay.signature.SignatureRules;
import org.maapay.signature.Signer;
import org.maapay.signature.Verification;
import org.maapay.signature.Verification.Refused;

/** One HTTP exchange: signed on the way out, believed on the way back only if it verifies. */
final class Wire {
  private final HttpClient http;
  private final InstantSource clock;
  private final Duration timeout;
  private final Listeners listeners;
  private final MessageVerifier answers;
  private Runnable refresh = () -> {};

  Wire(Connection connection, KeyLookup platformKeys, Listeners listeners) {
    this.http = connection.http();
    this.clock = connection.clock();
    this.timeout = connection.timeout();
    this.listeners = listeners;
    this.answers =
        new MessageVerifier(SignatureRules.ANSWER, platformKeys, host -> true, connection.clock());
  }

  /** The way to the platform. */
  record Connection(HttpClient http, InstantSource clock, Duration timeout) {}

  /** What is to be sent; {@code beside} is a further key that signs too. */
  static final class Call {
    private final String method;
    private final URI target;
    private final String subject;
    private final byte[] body;
    private final Optional<Signer> beside;

    Call(String method, URI target, String subject, byte[] body, Optional<Signer> beside) {
      this.method = method;
      this.target = target;
      this.subject = subject;
      this.body = body;
      this.beside = beside;
    }
  }

  /** What one attempt brought. */
  sealed interface Outcome permits Given, Lost {}

  /** An answer that the platform signed. */
  static final class Given implements Outcome {
    private final HttpResponse<byte[]> response;

    private Given(HttpResponse<byte[]> response) {
      this.response = response;
    }

    int status() {
      return response.statusCode();
    }

    byte[] body() {
      return response.body();
    }

    boolean isReplayed() {
      return response.headers().firstValue("Idempotency-Replayed").equals(Optional.of("true"));
    }

    Optional<Duration> retryAfter() {
      return response
          .headers()
          .firstValue("Retry-After")
          .filter(value -> value.matches("\\d{1,6}"))
          .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }
  }

  /** No answer, or none that can be believed. */
  record Lost(String why) implements Outcome {}

  /** What to do, at most once an answer, when it is signed with a key that is not known yet. */
  void onUnknownKey(Runnable fetchKeys) {
    this.refresh = fetchKeys;
  }

  /** Sends {@code call}, signed with a fresh nonce. */
  Outcome signed(Call call, Signer signer, int attempt) {
    var request = describe(call);
    // Both signatures of a call carry the same time.
    var now = InstantSource.fixed(clock.instant());
    var fields = new MessageSigner(SignatureRules.REQUEST, now).sign(request, signer);
    if (call.beside.isPresent()) {
      fields =
          fields.and(
              new MessageSigner(SignatureRules.NEXT_KEY, now).sign(request, call.beside.get()));
    }
    var sent = fields.on(request);
    return exchange(call, sent, attempt, answer -> believed(sent, answer));
  }

  /** Sends {@code call} unsigned; the answer must be signed by {@code root}. */
  Outcome unsigned(Call call, KeyLookup root) {
    var verifier =
        new MessageVerifier(SignatureRules.UNSIGNED_CALL_ANSWER, root, host -> true, clock);
    var request = describe(call);
    return exchange(
        call, request, 1, answer -> verifier.verify(response(request, answer), answer.body()));
  }

  private Verification believed(Request sent, HttpResponse<byte[]> answer) {
    var verification = answers.verify(response(sent, answer), answer.body());
    if (verification instanceof Refused refused && refused.refusal() == Refusal.KEY_UNKNOWN) {
      refresh.run();
      return answers.verify(response(sent, answer), answer.body());
    }
    return verification;
  }

  private static Response response(Request request, HttpResponse<byte[]> answer) {
    return new Response(answer.statusCode(), FieldLines.of(answer.headers().map()), request);
  }

  private static Request describe(Call call) {
    var request = Request.to(call.method, call.target, FieldLines.NONE);
    return call.method.equals("POST")
        ? request
            .with("content-digest", ContentDigest.sha256(call.body))
            .with("content-type", "application/json")
        : request;
  }

  private interface Check {
    Verification of(HttpResponse<byte[]> answer);
  }

  private Outcome exchange(Call call, Request sent, int attempt, Check check) {
    var at = clock.instant();
    Optional<HttpResponse<byte[]>> answer = Optional.empty();
    Outcome outcome;
    try {
      answer = Optional.of(http.send(httpRequest(call, sent), BodyHandlers.ofByteArray()));
      outcome =
          check.of(answer.get()) instanceof Refused refused
              ? new Lost("status " + answer.get().statusCode() + ", " + refused.refusal().code())
              : new Given(answer.get());
    } catch (IOException broken) {
      outcome = new Lost("no answer: " + broken.getClass().getSimpleName());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      outcome = new Lost("interrupted");
    }
    report(call, sent, new Attempt(attempt, at), answer, outcome);
    return outcome;
  }

  private HttpRequest httpRequest(Call call, Request sent) {
    var request = HttpRequest.newBuilder(call.target).timeout(timeout);
    headers(sent).forEach((name, values) -> request.header(name, values.get(0)));
    return request
        .method(
            call.method,
            call.body.length == 0 && call.method.equals("GET")
                ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(call.body))
        .build();
  }

  private static Map<String, List<String>> headers(Request sent) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (var name : List.of("Content-Type", "Content-Digest", "Signature-Input", "Signature")) {
      var values = sent.fields().values(name.toLowerCase(Locale.ROOT));
      if (!values.isEmpty()) {
        headers.put(name, values);
      }
    }
    return headers;
  }

  private record Attempt(int number, Instant at) {}

  private void report(
      Call call,
      Request sent,
      Attempt attempt,
      Optional<HttpResponse<byte[]>> answer,
      Outcome outcome) {
    listeners.tell(() ->
        new Exchange(
            Exchange.Direction.CALL,
            call.subject,
            attempt.number(),
            attempt.at(),
            Duration.between(attempt.at(), clock.instant()),
            new Exchange.Sent(
                call.method, call.target.toString(), headers(sent), Masked.body(call.body)),
            answer.map(HttpResponse::statusCode).orElse(0),
            answer
                .map(a -> new Exchange.Received(a.headers().map(), Masked.body(a.body())))
                .orElse(Exchange.Received.NOTHING),
            outcome instanceof Lost lost ? Optional.of(lost.why()) : Optional.empty()));
  }
}
