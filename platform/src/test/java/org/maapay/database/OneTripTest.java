package org.maapay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OneTripTest {
  private static final HikariDataSource SOURCE = TestDatabase.create();
  private final Database database = new Database(SOURCE);

  @AfterAll
  static void close() {
    SOURCE.close();
  }

  @Test
  void each_look_gets_its_own_values_and_rows() {
    var trip = new OneTrip();
    var sum = trip.ask(number("SELECT ?::integer + ?::integer", 3, 4));
    var none = trip.ask(texts("SELECT t FROM (SELECT ?::text AS t) x WHERE false", "gone"));
    var texts = trip.ask(texts("SELECT unnest(ARRAY[?, 'b'])", "a;b"));
    go(trip);
    assertThat(sum.get()).isEqualTo(7);
    assertThat(none.get()).isEmpty();
    assertThat(texts.get()).containsExactly("a;b", "b");
  }

  @Test
  void the_same_trip_goes_again_on_plans_made_before() {
    for (int i = 0; i < 8; i++) {
      var trip = new OneTrip();
      var one = trip.ask(number("SELECT ?::integer", i));
      var other = trip.ask(number("SELECT ?::integer * 2", i));
      go(trip);
      assertThat(List.of(one.get(), other.get())).containsExactly(i, 2 * i);
    }
  }

  @Test
  void looks_are_answered_in_the_order_they_were_asked() {
    var order = new ArrayList<Integer>();
    var trip = new OneTrip();
    for (int i = 0; i < 3; i++) {
      int number = i;
      trip.ask(new Look<>("SELECT 1", List.of(), _ -> order.add(number)));
    }
    go(trip);
    assertThat(order).containsExactly(0, 1, 2);
  }

  @Test
  void an_answer_is_not_there_before_the_trip() {
    var answer = new OneTrip().ask(number("SELECT ?::integer", 1));
    assertThatThrownBy(answer::get).hasMessage("asked before the trip");
  }

  @Test
  void a_look_that_fails_fails_the_trip() {
    var trip = new OneTrip();
    trip.ask(number("SELECT ?::integer", 1));
    trip.ask(number("SELECT 1 / ?::integer", 0));
    assertThatThrownBy(() -> go(trip))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.state()).isEqualTo("22012"));
  }

  private void go(OneTrip trip) {
    database.read(tx -> {
      trip.go(tx);
      return true;
    });
  }

  private static Look<Integer> number(String sql, Object... values) {
    return new Look<>(
        sql,
        List.of(values),
        rows -> {
          rows.next();
          return rows.getInt(1);
        });
  }

  private static Look<List<String>> texts(String sql, Object... values) {
    return new Look<>(
        sql,
        List.of(values),
        rows -> {
          var texts = new ArrayList<String>();
          while (rows.next()) {
            texts.add(rows.getString(1));
          }
          return texts;
        });
  }
}
