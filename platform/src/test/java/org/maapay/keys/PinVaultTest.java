package org.maapay.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.Clause;
import org.maapay.database.Database;
import org.maapay.database.TestDatabase;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.UserId;

class PinVaultTest {
  private static final String RIGHT = "274961";
  private final HikariDataSource source = TestDatabase.create();
  private final Database database = new Database(source);
  private final TickingClock clock = new TickingClock("2026-01-01T04:00:00Z");
  private final PinVault pins = node();
  private final UserId user = UserId.random(RandomGenerator.getDefault());

  @BeforeEach
  void store() {
    assertThat(pins.set(user, pin(RIGHT), Optional.empty())).isEqualTo(new PinSetting.Stored());
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void the_right_one_is_correct_however_often() {
    for (int i = 0; i < 12; i++) {
      assertThat(verify(RIGHT)).isEqualTo(new Verdict.Correct());
    }
  }

  @Test
  @Clause("6.5-8e")
  void five_wrong_tries_lock_for_three_hours() {
    for (int left = 4; left >= 0; left--) {
      assertThat(verify("000001")).isEqualTo(new Verdict.Wrong(left));
    }
    var until = Instant.parse("2026-01-01T07:00:00Z");
    assertThat(verify(RIGHT)).isEqualTo(new Verdict.Locked(until));
    assertThat(pins.standing(user)).isEqualTo(new PinStanding(true, 0, Optional.of(until)));
    clock.tick(Duration.ofHours(3).minusSeconds(1));
    assertThat(verify(RIGHT)).isInstanceOf(Verdict.Locked.class);
    clock.tick(Duration.ofSeconds(1));
    assertThat(pins.standing(user)).isEqualTo(new PinStanding(true, 1, Optional.empty()));
    assertThat(verify(RIGHT)).isEqualTo(new Verdict.Correct());
    assertThat(pins.standing(user)).isEqualTo(new PinStanding(true, 5, Optional.empty()));
  }

  @Test
  void after_the_lock_one_wrong_try_locks_again_while_the_day_lasts() {
    for (int i = 0; i < 5; i++) {
      verify("000001");
    }
    clock.tick(Duration.ofHours(3));
    assertThat(verify("000001")).isEqualTo(new Verdict.Wrong(0));
    assertThat(verify(RIGHT)).isInstanceOf(Verdict.Locked.class);
  }

  @Test
  void tries_are_forgotten_a_day_later_one_by_one() {
    verify("000001");
    clock.tick(Duration.ofHours(12));
    verify("000001");
    assertThat(pins.standing(user).triesLeft()).isEqualTo(3);
    clock.tick(Duration.ofHours(12));
    assertThat(pins.standing(user).triesLeft()).isEqualTo(4);
    assertThat(verify("000001")).isEqualTo(new Verdict.Wrong(3));
  }

  @Test
  void a_correct_one_clears_the_count() {
    for (int i = 0; i < 4; i++) {
      verify("000001");
    }
    assertThat(verify(RIGHT)).isEqualTo(new Verdict.Correct());
    assertThat(verify("000001")).isEqualTo(new Verdict.Wrong(4));
  }

  @Test
  @Clause("6.5-8e")
  void a_thousand_guesses_at_once_on_three_nodes_get_five_comparisons() throws Exception {
    var nodes = List.of(node(), node(), node());
    var guesses = new ArrayList<Callable<Verdict>>();
    for (int i = 0; i < 1000; i++) {
      var node = nodes.get(i % 3);
      var guess = pin("%06d".formatted(i));
      guesses.add(() -> node.verify(user, guess));
    }
    var verdicts = new ArrayList<Verdict>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(guesses)) {
        verdicts.add(answer.get());
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
    assertThat(verdicts.stream().filter(Verdict.Wrong.class::isInstance))
        .containsExactlyInAnyOrder(
            new Verdict.Wrong(4),
            new Verdict.Wrong(3),
            new Verdict.Wrong(2),
            new Verdict.Wrong(1),
            new Verdict.Wrong(0));
    assertThat(
            verdicts.stream().filter(v -> v instanceof Verdict.Locked || v instanceof Verdict.Busy))
        .hasSize(995);
    assertThat(verify(RIGHT)).isInstanceOf(Verdict.Locked.class);
  }

  @Test
  @Clause("6.5-8e")
  void a_hundred_right_ones_at_once_neither_lock_nor_leave_a_try_behind() throws Exception {
    verify("000001");
    var verdicts = new ArrayList<Verdict>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries = Collections.nCopies(100, (Callable<Verdict>) () -> verify(RIGHT));
      for (var answer : threads.invokeAll(tries)) {
        verdicts.add(answer.get());
      }
    }
    assertThat(verdicts)
        .allMatch(verdict -> verdict instanceof Verdict.Correct || verdict instanceof Verdict.Busy)
        .contains(new Verdict.Correct());
    assertThat(pins.standing(user)).isEqualTo(new PinStanding(true, 5, Optional.empty()));
    assertThat(inFlight()).isZero();
  }

  @Test
  @Clause("6.5-8e")
  void while_all_tries_left_are_in_flight_further_ones_are_neither_compared_nor_counted() {
    verify("000001");
    begin(4);
    assertThat(verify(RIGHT)).isEqualTo(new Verdict.Busy());
    assertThat(verify("000002")).isEqualTo(new Verdict.Busy());
    assertThat(pins.standing(user)).isEqualTo(new PinStanding(true, 4, Optional.empty()));
    assertThat(inFlight()).isEqualTo(4);
  }

  @Test
  @Clause("6.5-8e")
  void a_try_whose_process_died_is_wrong_after_a_time_out() {
    begin(2);
    clock.tick(PinTries.PATIENCE);
    assertThat(pins.standing(user).triesLeft()).isEqualTo(3);
    assertThat(verify("000001")).isEqualTo(new Verdict.Wrong(2));
    assertThat(inFlight()).isZero();
  }

  @Test
  @Clause("6.5-8e")
  void five_tries_whose_process_died_lock() {
    begin(5);
    assertThat(verify(RIGHT)).isEqualTo(new Verdict.Busy());
    clock.tick(PinTries.PATIENCE);
    var until = clock.instant().plus(PinTries.LOCK);
    assertThat(verify(RIGHT)).isEqualTo(new Verdict.Locked(until));
    clock.tick(PinTries.LOCK);
    assertThat(verify(RIGHT)).isEqualTo(new Verdict.Correct());
  }

  @Test
  void a_try_that_ends_after_it_was_given_up_counts_once() {
    var tries = new PinTries(database);
    var slow = tries.begin(user, clock.instant()).orElseThrow();
    clock.tick(PinTries.PATIENCE);
    assertThat(verify("000001")).isEqualTo(new Verdict.Wrong(3));
    assertThat(tries.wrong(user, slow, clock.instant())).isEqualTo(3);
    tries.right(user, slow);
    assertThat(pins.standing(user).triesLeft()).isEqualTo(5);
  }

  @Test
  void a_try_of_the_password_before_says_nothing_of_the_new_one() {
    var tries = new PinTries(database);
    var before = tries.begin(user, clock.instant()).orElseThrow();
    pins.set(user, pin("593807"), Optional.empty());
    pins.verify(user, pin("000001"));
    tries.right(user, before);
    assertThat(tries.wrong(user, before, clock.instant())).isEqualTo(4);
    assertThat(pins.standing(user).triesLeft()).isEqualTo(4);
  }

  @Test
  void after_a_lock_one_try_at_a_time_is_in_flight() {
    for (int i = 0; i < 5; i++) {
      verify("000001");
    }
    clock.tick(PinTries.LOCK);
    begin(1);
    assertThat(verify(RIGHT)).isEqualTo(new Verdict.Busy());
  }

  @Test
  void the_count_outlives_the_process() {
    verify("000001");
    assertThat(node().verify(user, pin("000001"))).isEqualTo(new Verdict.Wrong(3));
  }

  @Test
  void nobody_has_a_password_before_it_is_set() {
    var stranger = UserId.random(RandomGenerator.getDefault());
    assertThat(pins.verify(stranger, pin(RIGHT))).isEqualTo(new Verdict.NotSet());
    assertThat(pins.standing(stranger)).isEqualTo(new PinStanding(false, 0, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000000", "888888", "123456", "654321", "890123", "246802", "121212", "123123", "123321",
        "520520", "112233", "800138", "138001"
      })
  void what_is_guessed_first_is_refused(String weak) {
    assertThat(pins.set(user, pin(weak), Optional.of(new MobileNumber("13800138000"))))
        .isEqualTo(new PinSetting.Refused(PinSetting.Reason.TOO_EASY));
    assertThat(verify(RIGHT)).isEqualTo(new Verdict.Correct());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12345", "1234567", "27496a", "２７４９６１"})
  void only_six_digits_make_a_password(String text) {
    assertThat(pins.set(user, text.getBytes(UTF_8), Optional.empty()))
        .isEqualTo(new PinSetting.Refused(PinSetting.Reason.NOT_SIX_DIGITS));
  }

  @Test
  @Clause("6.3.2-1a")
  void a_stored_verifier_neither_shows_the_password_nor_fits_another_user() {
    var other = UserId.random(RandomGenerator.getDefault());
    pins.set(other, pin("593807"), Optional.empty());
    assertThat(dump()).doesNotContain(RIGHT).doesNotContain("593807");
    run(
        "UPDATE pin_verifier SET pepper = o.pepper, salt = o.salt, verifier = o.verifier"
            + " FROM (SELECT * FROM pin_verifier WHERE user_id = '"
            + user.value()
            + "') o WHERE pin_verifier.user_id = '"
            + other.value()
            + "'");
    assertThat(pins.verify(other, pin(RIGHT))).isEqualTo(new Verdict.Wrong(4));
    run("UPDATE pin_verifier SET verifier = '\\x" + "00".repeat(40) + "'");
    assertThatThrownBy(() -> verify(RIGHT)).isInstanceOf(SealBroken.class);
  }

  private Verdict verify(String guess) {
    return pins.verify(user, pin(guess));
  }

  /** Tries that are counted and whose end does not come. */
  private void begin(int count) {
    var tries = new PinTries(database);
    for (int i = 0; i < count; i++) {
      assertThat(tries.begin(user, clock.instant())).isPresent();
    }
  }

  private int inFlight() {
    return database.read(tx -> {
      try (var query = tx.prepareStatement("SELECT sum(cardinality(in_flight)) FROM pin_verifier");
          var row = query.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    });
  }

  private PinVault node() {
    return new Vault(new TestRoot(), database, clock, CipherSuite.AES_256_GCM).pins();
  }

  private static byte[] pin(String digits) {
    return digits.getBytes(US_ASCII);
  }

  private String dump() {
    return database.read(tx -> {
      try (var query = tx.prepareStatement("SELECT string_agg(p::text, ' ') FROM pin_verifier p");
          var row = query.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    });
  }

  private void run(String sql) {
    database.run(tx -> {
      try (var statement = tx.createStatement()) {
        statement.execute(sql);
      }
    });
  }
}
