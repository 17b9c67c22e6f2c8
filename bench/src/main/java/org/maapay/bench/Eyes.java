package org.maapay.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads keypads for payers who have no eyes. It asks the sandbox, which nobody does who has some;
 * so those who look at the same moment share a call, and the load is the payers' own.
 */
final class Eyes {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration MOMENT = Duration.ofMillis(8);
  private static final int MOST = 60;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http;
  private final String baseUrl;
  private final Queue<Look> looks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean open = new AtomicBoolean();

  private record Look(String sid, CompletableFuture<String> digits) {}

  Eyes(HttpClient http, String baseUrl) {
    this.http = http;
    this.baseUrl = baseUrl;
  }

  /** The digit of each cell of an open keypad, in order. */
  String read(String sid) throws IOException {
    var look = new Look(sid, new CompletableFuture<>());
    looks.add(look);
    if (open.compareAndSet(false, true)) {
      Thread.startVirtualThread(this::readAll);
    }
    try {
      return look.digits().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } catch (ExecutionException e) {
      throw new IOException("the keypad cannot be read", e.getCause());
    }
  }

  private void readAll() {
    do {
      for (var some = some(); !some.isEmpty(); some = some()) {
        read(some);
        if (some.size() > 1) {
          LockSupport.parkNanos(MOMENT.toNanos());
        }
      }
      open.set(false);
    } while (!looks.isEmpty() && open.compareAndSet(false, true));
  }

  private List<Look> some() {
    var some = new ArrayList<Look>();
    for (var next = looks.poll(); next != null; next = some.size() < MOST ? looks.poll() : null) {
      some.add(next);
    }
    return some;
  }

  private void read(List<Look> some) {
    try {
      var digits = ask(some.stream().map(Look::sid).collect(Collectors.joining(",")));
      some.forEach(look -> look.digits().complete(digits.path(look.sid()).asString("")));
    } catch (IOException | RuntimeException e) {
      some.forEach(look -> look.digits().completeExceptionally(e));
    }
  }

  private JsonNode ask(String sids) throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(baseUrl + "/sandbox/keypads/" + sids)).timeout(PATIENCE);
    try {
      var answer = http.send(request.build(), BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException("the sandbox answered " + answer.statusCode());
      }
      return JSON.readTree(answer.body()).path("digits");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
