package org.maapay.bench.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.maapay.bench.DemoFacts.User;
import org.maapay.bench.Payer.Source;
import org.maapay.bench.crash.Story.Wish;

/** Many clients at once, each with orders of its own, going on whether anybody answers or not. */
final class Crowd implements AutoCloseable {
  private static final long MOST_FEN = 50;
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration PAUSE_UNANSWERED = Duration.ofMillis(200);

  private final AtomicBoolean stopped = new AtomicBoolean();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * What the clients choose from.
   *
   * @param prefix begins every order number
   */
  record Choice(String prefix, List<User> payers, boolean cards) {
    private Choice named(String own) {
      return new Choice(own, payers, cards);
    }
  }

  /**
   * Starts {@code count} clients; what each wants follows from {@code random} alone and is put into
   * {@code stories} before anybody is asked.
   */
  static Crowd start(
      int count,
      Client client,
      Choice choice,
      Map<String, Story> stories,
      SplittableRandom random) {
    var crowd = new Crowd();
    for (int i = 0; i < count; i++) {
      var chance = random.split();
      var prefix = choice.prefix() + "-" + i + "-";
      crowd.threads.add(
          Thread.ofVirtual()
              .name("client-" + i)
              .start(() -> crowd.shop(client, choice.named(prefix), stories, chance)));
    }
    return crowd;
  }

  /** Lets everybody finish the call at hand. */
  @Override
  public void close() {
    stopped.set(true);
    try {
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void shop(
      Client client, Choice choice, Map<String, Story> stories, SplittableRandom random) {
    int placed = 0;
    while (!stopped.get()) {
      var payer = choice.payers().get(random.nextInt(choice.payers().size()));
      var source = choice.cards() && random.nextInt(5) == 0 ? Source.CARD : Source.BALANCE;
      var wish = new Wish(choice.prefix() + placed++, payer, random.nextLong(2, MOST_FEN), source);
      var story = new Story(wish);
      stories.put(wish.orderNo(), story);
      pause(visit(client, story, random) ? PAUSE : PAUSE_UNANSWERED);
    }
  }

  /** One order from its placing to its refunds; false as soon as nobody answers. */
  private static boolean visit(Client client, Story story, SplittableRandom random) {
    if (!client.place(story)) {
      return false;
    }
    return switch (random.nextInt(10)) {
      case 0 -> client.place(story);
      case 1 -> twice(client, story);
      default -> client.pay(story) == Client.Payment.PAID && refunds(client, story, random);
    };
  }

  /** Two pages of one order are confirmed at the same time: one of them may pay. */
  private static boolean twice(Client client, Story story) {
    try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
      var other = both.submit(() -> client.pay(story));
      return client.pay(story) != Client.Payment.UNANSWERED && !other.isCancelled();
    }
  }

  private static boolean refunds(Client client, Story story, SplittableRandom random) {
    var left = story.wish().fen();
    var most = random.nextInt(3);
    for (int i = 0; i < most && left > 0; i++) {
      var fen = random.nextLong(1, left + 1);
      left -= fen;
      if (!client.refund(story, story.wish().orderNo() + "-r" + i, fen)) {
        return false;
      }
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
