package org.maapay.merchant;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.maapay.merchant.Answer.Accepted;
import org.maapay.merchant.Answer.Refused;
import org.maapay.merchant.Answer.Unanswered;
import org.maapay.merchant.Wire.Call;
import org.maapay.merchant.Wire.Given;
import org.maapay.merchant.Wire.Lost;
import org.maapay.signature.Signer;

/** Sends signed calls until one answer can be believed or the attempts are used up. */
final class Transport {
  private final String merchantId;
  private final URI baseUrl;
  private final Wire wire;
  private final AtomicReference<Signer> signer;
  private final Retries retries;
  private final Retries.Pause pause;

  Transport(String merchantId, URI baseUrl, Wire wire, Signer signer, Pacing pacing) {
    this.merchantId = merchantId;
    this.baseUrl = baseUrl;
    this.wire = wire;
    this.signer = new AtomicReference<>(signer);
    this.retries = pacing.retries();
    this.pause = pacing.pause();
  }

  /** How calls are repeated. */
  record Pacing(Retries retries, Retries.Pause pause) {}

  /** Makes a value of the members of an answer. */
  interface Reader<T> {
    T read(Fields fields) throws Json.Malformed;
  }

  String merchantId() {
    return merchantId;
  }

  /** From now on calls are signed by {@code next}. */
  void signWith(Signer next) {
    signer.set(next);
  }

  <T> Answer<T> post(String path, String subject, byte[] body, Reader<T> reader) {
    return send(new Call("POST", target(path), subject, body, Optional.empty()), reader);
  }

  /** Posts with the signature of another key beside the present one. */
  <T> Answer<T> post(String path, Signer beside, byte[] body, Reader<T> reader) {
    return send(new Call("POST", target(path), "", body, Optional.of(beside)), reader);
  }

  private URI target(String pathAndQuery) {
    return URI.create(baseUrl + pathAndQuery);
  }

  private <T> Answer<T> send(Call call, Reader<T> reader) {
    boolean mayHaveHadEffect = false;
    for (int attempt = 1; ; attempt++) {
      var step = step(call, attempt, reader);
      if (step.answer().isPresent()) {
        return step.answer().get();
      }
      mayHaveHadEffect |= !step.wasTurnedAway();
      var wait = retries.pauseAfter(attempt, step.retryAfter());
      if (wait.isEmpty() || !waited(wait.get())) {
        return mayHaveHadEffect ? unanswered(step, attempt) : turnedAway(step);
      }
    }
  }

  /** One attempt: an answer, or why there is none. */
  private record Step<T>(
      Optional<Answer<T>> answer,
      String why,
      Optional<Problem> problem,
      Optional<Duration> retryAfter) {
    static <T> Step<T> again(String why) {
      return new Step<>(Optional.empty(), why, Optional.empty(), Optional.empty());
    }

    /** A call that is turned away at the door has no effect. */
    boolean wasTurnedAway() {
      return problem.filter(Problem.TooManyRequests.class::isInstance).isPresent();
    }
  }

  private <T> Step<T> step(Call call, int attempt, Reader<T> reader) {
    var outcome = wire.signed(call, signer.get(), attempt);
    if (outcome instanceof Lost lost) {
      return Step.again(lost.why());
    }
    var given = (Given) outcome;
    if (given.status() == 200) {
      return accepted(given, reader);
    }
    var problem = Problem.of(given.status(), given.body(), given.retryAfter());
    return given.status() >= 500 || given.status() == 429
        ? new Step<>(Optional.empty(), problem.code(), Optional.of(problem), given.retryAfter())
        : new Step<>(Optional.of(new Refused<>(problem)), "", Optional.empty(), Optional.empty());
  }

  private <T> Step<T> accepted(Given given, Reader<T> reader) {
    try {
      var value = reader.read(Fields.of(given.body()));
      return new Step<>(
          Optional.of(new Accepted<>(value, given.isReplayed())),
          "",
          Optional.empty(),
          Optional.empty());
    } catch (Json.Malformed unreadable) {
      return Step.again("the answer cannot be read: " + unreadable.getMessage());
    }
  }

  private static <T> Answer<T> unanswered(Step<T> step, int attempts) {
    return new Unanswered<>(step.why(), attempts, step.problem());
  }

  private static <T> Answer<T> turnedAway(Step<T> step) {
    return new Refused<>(step.problem().orElseThrow());
  }

  private boolean waited(Duration time) {
    try {
      pause.of(time);
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
