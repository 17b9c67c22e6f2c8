package org.maapay.bench.crash;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.maapay.bench.crash.World.Crash;

/** One crash: load, kill, start again, repeat what was in flight, check everything so far. */
final class Round {
  /** An attempt counts as lost after 30 s and is asked about then, with pauses. */
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(90);

  /** A crash counts for little before everybody pays; a slow machine takes its time. */
  private static final Duration BUSY_WITHIN = Duration.ofMinutes(1);

  /** Repeats of a callback come after 15 s, 15 s and 30 s. */
  private static final Duration NOTIFIED_WITHIN = Duration.ofMinutes(2);

  private static final Duration POLL = Duration.ofMillis(500);

  private final World world;
  private final int clients;
  private final SplittableRandom random;

  Round(World world, int clients, SplittableRandom random) {
    this.world = world;
    this.clients = clients;
    this.random = random;
  }

  /** Runs it; returns the promises that are broken, in words. */
  List<String> run(int number) throws IOException, SQLException {
    var crash = List.of(Crash.values()).get(random.nextInt(Crash.values().length));
    var after = Duration.ofMillis(random.nextLong(100, 4_000));
    try (var _ = world.crowd(clients, number, random.split())) {
      var before = paid();
      var _ = await(BUSY_WITHIN, () -> paid() >= before + clients);
      pause(after);
      world.crash(crash);
      pause(Duration.ofMillis(random.nextLong(200, 1_500)));
    }
    var open = open();
    System.out.printf(
        "round %d: %s killed after %d ms under load, %d orders so far, %d in flight%n",
        number, crash, after.toMillis(), world.stories().size(), open.size());
    var began = System.nanoTime();
    world.restart();
    var ready = Duration.ofNanos(System.nanoTime() - began);
    open.forEach(this::repeat);
    var broken = new ArrayList<>(settle());
    broken.addAll(check(number));
    System.out.printf(
        "  ready again after %d ms; %d orders, %d paid, %d refunds, %d notifications: %s%n",
        ready.toMillis(),
        world.stories().size(),
        paid(),
        world.stories().values().stream().mapToInt(story -> story.refunds().size()).sum(),
        world.receiver().received(),
        broken.isEmpty() ? "all right" : broken.size() + " promises broken");
    return broken;
  }

  private long paid() {
    return world.stories().values().stream().filter(Story::isPaid).count();
  }

  private List<Story> open() {
    return world.stories().values().stream().filter(Story::isOpen).toList();
  }

  /** The same numbers again, as a merchant and a payer who had no answer would. */
  private void repeat(Story story) {
    var client = world.client();
    if (!client.place(story)) {
      return;
    }
    if (story.isPayTried() && !story.isPaid()) {
      await(SETTLED_WITHIN, () -> client.pay(story) != Client.Payment.WAITING);
    }
    story
        .refunds()
        .forEach((no, asked) -> {
          if (asked.refundOrderNo().isEmpty()) {
            var _ = client.refund(story, no, asked.fen());
          }
        });
  }

  private List<String> settle() {
    var late = new ArrayList<String>();
    if (!await(SETTLED_WITHIN, () -> world.unsettled() == 0)) {
      late.add("payments or refunds have no outcome after " + SETTLED_WITHIN);
    }
    open()
        .forEach(story -> late.add(story.wish().orderNo() + ": repeated, it still has no answer"));
    var _ = await(NOTIFIED_WITHIN, this::isEverybodyTold);
    return late;
  }

  private boolean isEverybodyTold() {
    return world.stories().values().stream()
        .filter(Story::isPaid)
        .allMatch(story -> world.receiver().paidNotices(story.wish().orderNo()) > 0);
  }

  private List<String> check(int number) throws IOException, SQLException {
    var books = world.orders();
    var broken = new ArrayList<>(world.faults());
    var stories = world.stories();
    stories.forEach(
        (no, story) -> broken.addAll(Promises.broken(story, Optional.ofNullable(books.get(no)))));
    strangers(stories, books).forEach(no -> broken.add("nobody placed order " + no));
    stories.values().stream()
        .filter(story -> !world.client().place(story))
        .forEach(story -> broken.add(story.wish().orderNo() + ": its content is not the same"));
    broken.addAll(world.balanceDifferences(books, number));
    broken.addAll(world.books().brokenPromises());
    return broken;
  }

  private static List<String> strangers(Map<String, Story> stories, Map<String, Observed> books) {
    return books.keySet().stream().filter(no -> !stories.containsKey(no)).toList();
  }

  private static boolean await(Duration patience, BooleanSupplier done) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pause(POLL);
    }
    return true;
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
