package org.maapay.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.maapay.messaging.CallResult;
import org.maapay.messaging.CallResult.Answered;
import org.maapay.messaging.CallResult.Unknown;

class TokensTest {
  private static final Instant NOON = Instant.parse("2026-01-01T04:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final InMemoryTokens store = new InMemoryTokens();
  private final AtomicInteger fetches = new AtomicInteger();

  @Test
  void many_callers_in_two_processes_fetch_once() throws Exception {
    var one = tokens();
    var other = tokens();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          IntStream.range(0, 200)
              .mapToObj(i -> threads.submit(() -> (i % 2 == 0 ? one : other).current()))
              .toList();
      for (var call : calls) {
        assertThat(value(call.get())).isEqualTo("t1");
      }
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void many_callers_with_the_same_refused_token_replace_it_once() throws Exception {
    var tokens = tokens();
    assertThat(value(tokens.current())).isEqualTo("t1");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          IntStream.range(0, 100)
              .mapToObj(_ -> threads.submit(() -> tokens.replace("t1")))
              .toList();
      for (var call : calls) {
        assertThat(value(call.get())).isEqualTo("t2");
      }
    }
    assertThat(fetches).hasValue(2);
  }

  @Test
  void a_token_is_replaced_before_it_ends() {
    var tokens = tokens();
    assertThat(value(tokens.current())).isEqualTo("t1");
    now.set(NOON.plusSeconds(7200 - 121));
    assertThat(value(tokens.current())).isEqualTo("t1");
    now.set(NOON.plusSeconds(7200 - 120));
    assertThat(value(tokens.current())).isEqualTo("t2");
  }

  @Test
  void a_failed_fetch_lets_the_next_caller_try() {
    var failing = new Tokens("bot", store, now::get, () -> new Unknown<>("ConnectException"));
    assertThat(failing.current()).isEqualTo(new Unknown<>("ConnectException"));
    assertThat(value(tokens().current())).isEqualTo("t1");
  }

  @Test
  void the_claim_of_a_dead_process_lapses() {
    assertThat(store.claimRefresh("bot", "", NOON, NOON.plusSeconds(15))).isTrue();
    assertThat(store.claimRefresh("bot", "", NOON, NOON.plusSeconds(15))).isFalse();
    now.set(NOON.plusSeconds(15));
    assertThat(value(tokens().current())).isEqualTo("t1");
  }

  @Test
  void a_token_is_never_printed() {
    assertThat(new AccessToken("secret-token", NOON, null).toString()).doesNotContain("secret");
  }

  private Tokens tokens() {
    return new Tokens(
        "bot",
        store,
        now::get,
        () ->
            new Answered<>(
                new AccessToken(
                    "t" + fetches.incrementAndGet(), now.get().plusSeconds(7200), null)));
  }

  private static String value(CallResult<AccessToken> result) {
    return result instanceof Answered(var token) ? token.value() : result.toString();
  }
}
