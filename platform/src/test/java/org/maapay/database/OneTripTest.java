package org.maapay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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

  /** Those who ask the same share a statement, and each reads his own rows alone. */
  @Test
  void many_trips_go_together_and_each_gets_his_own() {
    var trips = new ArrayList<OneTrip>();
    var sums = new ArrayList<Supplier<Integer>>();
    var series = new ArrayList<Supplier<List<String>>>();
    var firsts = new ArrayList<Supplier<String>>();
    for (int i = 0; i < 5; i++) {
      var trip = new OneTrip();
      sums.add(trip.ask(number("SELECT ?::integer + ?::integer", i, 10)));
      series.add(trip.ask(texts("SELECT s::text FROM generate_series(1, ?) s ORDER BY s", i)));
      if (i != 2) {
        firsts.add(
            trip.ask(first("SELECT 'r' || s FROM generate_series(1, ?) s ORDER BY s", i + 1)));
      }
      trips.add(trip);
    }
    goTogether(trips);
    assertThat(sums).extracting(Supplier::get).containsExactly(10, 11, 12, 13, 14);
    assertThat(series.get(0).get()).isEmpty();
    assertThat(series.get(3).get()).containsExactly("1", "2", "3");
    assertThat(series.get(4).get()).containsExactly("1", "2", "3", "4");
    assertThat(firsts).extracting(Supplier::get).containsOnly("r1");
  }

  /** A key is asked for before what it opens, and only by those who have it not. */
  @Test
  void an_earlier_look_is_answered_before_a_later_one_in_every_trip() {
    var order = new ArrayList<String>();
    var trips = new ArrayList<OneTrip>();
    for (int i = 0; i < 4; i++) {
      int who = i;
      var trip = new OneTrip();
      if (who % 2 == 1) {
        trip.ask(new Look<>("SELECT 1", List.of(), _ -> order.add("key " + who)));
      }
      trip.ask(new Look<>("SELECT 2", List.of(), _ -> order.add("name " + who)));
      trips.add(trip);
    }
    goTogether(trips);
    assertThat(order.indexOf("key 1")).isBetween(0, order.indexOf("name 1"));
    assertThat(order.indexOf("key 3")).isBetween(0, order.indexOf("name 3"));
    assertThat(order).hasSize(6);
  }

  @Test
  void an_answer_that_cannot_be_read_fails_nobody_else() {
    var trips = new ArrayList<OneTrip>();
    var answers = new ArrayList<Supplier<String>>();
    for (var text : List.of("1", "x", "3")) {
      var trip = new OneTrip();
      answers.add(
          trip.ask(
              new Look<>(
                  "SELECT ?::text",
                  List.of(text),
                  row -> {
                    row.next();
                    return Integer.toString(Integer.parseInt(row.getString(1)));
                  })));
      trips.add(trip);
    }
    goTogether(trips);
    assertThat(answers.get(0).get()).isEqualTo("1");
    assertThatThrownBy(answers.get(1)::get).isInstanceOf(NumberFormatException.class);
    assertThat(answers.get(2).get()).isEqualTo("3");
  }

  private static Look<String> first(String sql, Object... values) {
    return new Look<>(
        sql,
        List.of(values),
        rows -> {
          rows.next();
          return rows.getString(1);
        });
  }

  private void goTogether(List<OneTrip> trips) {
    database.read(tx -> {
      new ManyTrips(trips).go(tx);
      return true;
    });
  }
}
