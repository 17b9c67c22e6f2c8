package org.maapay.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.Clause;
import org.maapay.database.Database;
import org.maapay.database.TestDatabase;
import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.log.InteractionLog;
import org.maapay.keys.CipherSuite;
import org.maapay.keys.TestRoot;
import org.maapay.keys.Vault;
import org.maapay.keys.signing.PartyKeys;
import org.maapay.keys.signing.PlatformKeys;
import org.maapay.signature.SignatureAlgorithm;

/** More requests at once than a node works on. */
@Clause("6.3.1-3")
class RushTest {
  private static final String ORDERS = "/v1/payment-orders";
  private static final int PLACES = 4;

  private final HikariDataSource source = TestDatabase.create();
  private final Database database = new Database(source);
  private final InstantSource clock = InstantSource.system();
  private final PartyKeys parties = new PartyKeys(database, clock);
  private final PlatformKeys platform =
      new PlatformKeys(
          new Vault(new TestRoot(), database, clock, CipherSuite.AES_256_GCM), database, clock);
  private final Nonces nonces = new Nonces(database, clock);
  private final InteractionLog log = new InteractionLog(database);
  private final Admission admission = new Admission(PLACES, Duration.ofMillis(50));
  private final CountDownLatch busy = new CountDownLatch(PLACES);
  private final CountDownLatch finish = new CountDownLatch(1);
  private final TestParty party =
      TestParty.admitted("M0001", SignatureAlgorithm.ED25519, parties, clock);

  @AfterEach
  void close() {
    log.close();
    source.close();
  }

  @Test
  void who_finds_no_place_is_told_signed_when_to_come_again_and_nothing_is_done() throws Exception {
    var merchant = slow();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var working = start(threads::submit, merchant);
      busy.await();
      var refused = merchant.serve(party.post(ORDERS, "{}"));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.headers().first("retry-after")).isEqualTo(Optional.of("1"));
      assertThat(refused.headers().first("signature")).isPresent();
      assertThat(refused.text()).contains("\"unavailable\"");
      finish.countDown();
      for (var one : working) {
        assertThat(one.get().status()).isEqualTo(200);
      }
    }
    assertThat(merchant.serve(party.post(ORDERS, "{}")).status()).isEqualTo(200);
  }

  @Test
  void a_place_is_given_back_whatever_became_of_the_request() {
    var merchant = slow();
    finish.countDown();
    for (int i = 0; i < 3 * PLACES; i++) {
      assertThat(merchant.serve(party.post("/v1/fails", "{}")).status()).isEqualTo(500);
      assertThat(merchant.serve(party.post("/v1/nowhere", "{}")).status()).isEqualTo(404);
    }
    assertThat(merchant.serve(party.post(ORDERS, "{}")).status()).isEqualTo(200);
  }

  @Test
  void all_interfaces_of_a_node_share_its_places() throws Exception {
    var merchant = slow();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      start(threads::submit, merchant);
      busy.await();
      assertThat(slow().serve(party.post(ORDERS, "{}")).status()).isEqualTo(503);
      finish.countDown();
    }
  }

  private List<Future<Answer>> start(Submitting threads, Interface merchant) {
    var working = new ArrayList<Future<Answer>>();
    for (int i = 0; i < PLACES; i++) {
      working.add(threads.submit(() -> merchant.serve(party.post(ORDERS, "{}"))));
    }
    return working;
  }

  private interface Submitting {
    Future<Answer> submit(Callable<Answer> call);
  }

  /** Answers when it may. */
  private Interface slow() {
    Handler waits =
        _ -> {
          busy.countDown();
          awaitEnd();
          return Answer.ok(Json.members().build());
        };
    Handler fails =
        _ -> {
          throw new IllegalStateException("inside");
        };
    var rate = new Rate(10_000, 10_000);
    return new Interface(
        new Router(
            List.of(
                Route.signedPost(ORDERS, Set.of(), waits),
                Route.signedPost("/v1/fails", Set.of(), fails))),
        new Listener("merchant", "https", Set.of(TestParty.HOST), rate, rate, false),
        new Trust(parties, platform, nonces, admission, clock),
        log,
        clock);
  }

  private void awaitEnd() {
    try {
      finish.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
