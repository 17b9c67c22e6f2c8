package org.maapay.chatbot;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.maapay.background.Bell;
import org.maapay.chatbot.Messages.Claimed;
import org.maapay.chatbot.Messages.End;
import org.maapay.database.Database;
import org.maapay.messaging.routing.Dispatched;
import org.maapay.messaging.routing.Dispatcher;
import org.maapay.messaging.routing.Waiting.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what was written down, many messages at once. A message is taken under a lease, so that it
 * is sent at least once also when this process dies with it; the operator knows it by its id. One
 * operator that is down makes its own users' messages wait and nobody else's.
 */
public final class ChatbotSender implements AutoCloseable {
  /** The name of the chatbot at every operator. */
  public static final String NAME = "payment";

  private static final Logger LOG = LoggerFactory.getLogger(ChatbotSender.class);
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final int MOST = 200;
  private static final int AT_ONCE = 512;

  private final Database database;
  private final Messages messages = new Messages();
  private final Composer composer;
  private final Dispatcher dispatcher;
  private final Bell bell;
  private final InstantSource clock;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public ChatbotSender(
      Database database, Composer composer, Dispatcher dispatcher, Bell bell, InstantSource clock) {
    this.database = database;
    this.composer = composer;
    this.dispatcher = dispatcher;
    this.bell = bell;
    this.clock = clock;
  }

  /** Starts sending what is due; returns how many messages were taken. */
  public int run() {
    int room = Math.min(MOST, places.availablePermits());
    if (room == 0) {
      return 0;
    }
    var now = clock.instant();
    List<Claimed> due = database.write(tx -> messages.claim(tx, now, now.plus(LEASE), room));
    due.forEach(this::start);
    return due.size();
  }

  /** Waits for what is being sent. */
  @Override
  public void close() {
    threads.close();
  }

  private void start(Claimed claimed) {
    places.acquireUninterruptibly();
    threads.execute(() -> {
      try {
        send(claimed);
      } catch (RuntimeException e) {
        LOG.error("message {} waits: {}", claimed.message().id(), e.toString());
        later(claimed);
      } finally {
        places.release();
      }
    });
  }

  private void send(Claimed claimed) {
    var message = claimed.message();
    if (!clock.instant().isBefore(message.validUntil())) {
      end(message, End.EXPIRED, null, null);
      return;
    }
    var composed = composer.compose(message);
    if (composed.isEmpty()) {
      end(message, End.POINTLESS, null, null);
      return;
    }
    switch (dispatcher.send(new Entry(NAME, composed.get(), message.validUntil()))) {
      case Dispatched.Sent(var operator, _) -> end(message, End.SENT, operator, null);
      case Dispatched.BySms(var operator) -> end(message, End.BY_SMS, operator, null);
      case Dispatched.SmsInDoubt(var operator) -> end(message, End.SMS_IN_DOUBT, operator, null);
      case Dispatched.Refused(var operator, var refusal) -> {
        LOG.warn("message {} was refused: {} {}", message.id(), operator, refusal);
        end(message, End.REFUSED, operator, refusal.cause().name());
      }
      case Dispatched.Invalid(var violations) -> {
        LOG.error("message {} breaks the rules: {}", message.id(), violations);
        end(message, End.REFUSED, null, "INVALID");
      }
      case Dispatched.Queued _, Dispatched.Full _, Dispatched.Expired _, Dispatched.NoRoute _ ->
          later(claimed);
    }
  }

  private void end(Message message, End how, @Nullable String operator, @Nullable String reason) {
    var now = clock.instant();
    database.run(tx -> messages.end(tx, message, how, operator, reason, now));
    bell.ring(); // For what of this person waited behind it.
  }

  private void later(Claimed claimed) {
    var message = claimed.message();
    var at = clock.instant().plus(pause(claimed.attempts()));
    database.run(tx -> messages.again(tx, message.person().bucket(), message.id(), at));
  }

  /** One second at first, doubling up to half a minute, until the message is of no use. */
  static Duration pause(int attempts) {
    return Duration.ofSeconds(Math.min(30, 1L << Math.min(attempts - 1, 5)));
  }
}
