package org.maapay.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.database.OneTrip;
import org.maapay.kernel.MobileNumber;
import org.maapay.keys.SealBroken;

/** How long what a node remembers of a person outlives the person's key. */
class PersonsTest {
  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static TestPlatform platform;

  @BeforeAll
  static void open() {
    platform = new TestPlatform();
  }

  @AfterAll
  static void close() {
    platform.close();
  }

  @Test
  @Clause("6.3.2-5")
  void a_number_a_merchant_named_is_remembered_for_half_a_minute_and_no_longer() {
    var mobile = new MobileNumber("13900000017");
    var index = platform.persons.index(mobile);
    platform.persons.remember(mobile);
    platform.persons.heard(index, mobile);
    platform.vault.destroy(Persons.subject(index));
    assertThat(number(index)).isEqualTo(mobile);
    platform.clock.tick(REMEMBERED);
    assertThatThrownBy(() -> number(index)).isInstanceOf(SealBroken.class);
  }

  @Test
  void a_trip_brings_the_key_that_opens_a_name_and_remembers_it() {
    var user = platform.user("13900000025", 1);
    platform.clock.tick(REMEMBERED);
    var trip = new OneTrip();
    var found = platform.users.ask(trip, user.id(), user.mobile());
    go(trip);
    assertThat(found.get()).contains(user);
  }

  @Test
  @Clause("6.3.2-5")
  void a_trip_opens_nothing_whose_key_was_destroyed() {
    var user = platform.user("13900000033", 1);
    platform.vault.destroy(Persons.subject(platform.persons.index(user.mobile())));
    var trip = new OneTrip();
    platform.users.ask(trip, user.id(), user.mobile());
    assertThatThrownBy(() -> go(trip)).isInstanceOf(SealBroken.class);
  }

  private static MobileNumber number(byte[] index) {
    return platform.database.read(tx -> platform.persons.number(tx, index));
  }

  private static void go(OneTrip trip) {
    platform.database.read(tx -> {
      trip.go(tx);
      return true;
    });
  }
}
