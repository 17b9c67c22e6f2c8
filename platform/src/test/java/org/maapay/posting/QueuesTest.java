package org.maapay.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class QueuesTest {
  private static final int ALL = 10_000;
  private final Queues queues = new Queues(2, false);

  @Test
  void little_work_is_done_by_the_first_writer_alone() throws InterruptedException {
    var here = add(0, 5);
    var there = add(1, 5);
    assertThat(queues.poll(1, ALL)).isEmpty();
    var all = new ArrayList<>(here);
    all.addAll(there);
    assertThat(queues.take(0, ALL)).containsExactlyElementsOf(all);
  }

  @Test
  void much_work_is_dealt_to_all_writers_until_it_is_little_again() {
    add(0, 100);
    queues.poll(0, ALL);
    var second = add(1, 20);
    assertThat(queues.poll(1, ALL)).containsExactlyElementsOf(second);
    add(1, 3);
    assertThat(queues.poll(1, ALL)).hasSize(3);
    var first = add(1, 3);
    assertThat(queues.poll(1, ALL)).isEmpty();
    assertThat(queues.poll(0, ALL)).containsExactlyElementsOf(first);
  }

  @Test
  void where_each_bucket_has_its_own_commit_all_writers_work_from_the_first_on() {
    var apart = new Queues(2, true);
    var work = new Work.Rows(Entry.builder().build());
    apart.add(1, work);
    assertThat(apart.poll(1, ALL)).containsExactly(work);
    apart.add(1, work);
    assertThat(apart.poll(0, ALL)).isEmpty();
  }

  @Test
  void who_has_nothing_to_do_takes_half_of_a_long_queue_from_its_end() throws InterruptedException {
    var work = add(0, 100);
    assertThat(queues.take(1, ALL)).containsExactlyElementsOf(work.subList(50, 100));
    assertThat(queues.take(0, ALL)).containsExactlyElementsOf(work.subList(0, 50));
  }

  @Test
  void who_waits_is_woken_where_a_queue_becomes_long_and_left_alone_before() {
    var help = CompletableFuture.supplyAsync(() -> taken(1));
    var work = add(0, 63);
    assertThat(help).isNotDone();
    work.addAll(add(0, 1));
    assertThat(help)
        .succeedsWithin(Duration.ofSeconds(5))
        .asInstanceOf(LIST)
        .containsExactlyElementsOf(work.subList(32, 64));
  }

  @Test
  void a_decision_is_left_to_the_writer_it_came_to() throws InterruptedException {
    var decision = new Work.Decided<>(_ -> 1);
    for (int i = 0; i < 100; i++) {
      queues.add(0, decision);
    }
    var rows = add(0, 10);
    assertThat(queues.take(1, ALL)).containsExactlyElementsOf(rows);
    assertThat(queues.take(0, ALL)).hasSize(100);
  }

  @Test
  void what_is_taken_is_no_more_than_was_asked_for() throws InterruptedException {
    add(0, 100);
    assertThat(queues.take(0, 30)).hasSize(30);
    assertThat(queues.waiting()).isEqualTo(70);
  }

  @Test
  void a_closed_lane_refuses_and_hands_out_what_waits() throws InterruptedException {
    var work = add(0, 3);
    queues.close();
    assertThatThrownBy(() -> add(0, 1)).isInstanceOf(RejectedExecutionException.class);
    assertThat(queues.take(1, ALL)).isEmpty();
    assertThat(queues.take(0, ALL)).containsExactlyElementsOf(work);
    assertThat(queues.take(0, ALL)).isEmpty();
  }

  @Test
  void a_full_queue_refuses() {
    assertThatThrownBy(() -> add(0, 5_000)).isInstanceOf(RejectedExecutionException.class);
    assertThat(queues.waiting()).isEqualTo(4_096);
  }

  private List<Work> taken(int writer) {
    try {
      return queues.take(writer, ALL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private List<Work> add(int writer, int count) {
    var added = new ArrayList<Work>();
    for (int i = 0; i < count; i++) {
      var work = new Work.Rows(Entry.builder().build());
      queues.add(writer, work);
      added.add(work);
    }
    return added;
  }
}
