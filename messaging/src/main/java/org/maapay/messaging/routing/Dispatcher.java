package org.maapay.messaging.routing;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.maapay.messaging.Chatbot;
import org.maapay.messaging.Chatbot.Capability;
import org.maapay.messaging.DownlinkRules;
import org.maapay.messaging.OperatorProfile;
import org.maapay.messaging.OperatorProfile.Feature;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.Refusal.Cause;
import org.maapay.messaging.Refusal.Kind;
import org.maapay.messaging.SendResult;
import org.maapay.messaging.routing.Dispatched.BySms;
import org.maapay.messaging.routing.Dispatched.Expired;
import org.maapay.messaging.routing.Dispatched.Full;
import org.maapay.messaging.routing.Dispatched.Invalid;
import org.maapay.messaging.routing.Dispatched.NoRoute;
import org.maapay.messaging.routing.Dispatched.Queued;
import org.maapay.messaging.routing.Dispatched.Refused;
import org.maapay.messaging.routing.Dispatched.Sent;
import org.maapay.messaging.routing.Dispatched.SmsInDoubt;
import org.maapay.messaging.routing.SmsChannel.Outcome;
import org.maapay.messaging.routing.SmsChannel.Sms;
import org.maapay.messaging.routing.Waiting.Entry;

/**
 * Sends messages of named chatbots to users, whoever serves them. Every operator has its own
 * health, its own number of calls at once and its own queue: while one is down, its users' messages
 * wait and the others notice nothing.
 */
public final class Dispatcher {
  private static final int CALLS_AT_ONCE = 64;
  private static final int TAKEN_AT_ONCE = 100;
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);

  private final Chatbots chatbots;
  private final Routes routes;
  private final Parts parts;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  /** What the way leads through. */
  public record Parts(Waiting waiting, SmsChannel sms, InstantSource clock) {}

  /** Hears what became of a message that had waited. */
  @FunctionalInterface
  public interface Listener {
    void settled(Entry entry, Dispatched outcome);
  }

  private record Lane(Health health, Semaphore calls) {
    Lane() {
      this(new Health(), new Semaphore(CALLS_AT_ONCE));
    }
  }

  public Dispatcher(Chatbots chatbots, Routes routes, Parts parts) {
    this.chatbots = chatbots;
    this.routes = routes;
    this.parts = parts;
  }

  /** Sends a message now, or lets it wait. Sending it again under its id is the same message. */
  public Dispatched send(Entry entry) {
    var violations = DownlinkRules.check(entry.message());
    if (!violations.isEmpty()) {
      return new Invalid(violations);
    }
    return routes
        .operatorOf(entry.message().to())
        .map(operator -> start(operator, entry))
        .orElseGet(NoRoute::new);
  }

  private Dispatched start(String operator, Entry entry) {
    if (chatbots.at(entry.chatbot(), operator).isEmpty()) {
      return new NoRoute();
    }
    var waiting = parts.waiting();
    if (waiting.holds(operator, entry.message().to())) {
      // what came before goes before
      return queued(operator, entry);
    }
    var outcome = attempt(operator, entry);
    return outcome instanceof Queued(var slow) ? queued(slow, entry) : outcome;
  }

  private Dispatched queued(String operator, Entry entry) {
    return parts.waiting().offer(operator, entry) ? new Queued(operator) : new Full(operator);
  }

  /**
   * Sends what waits for an operator, as far as it answers. Call it every second or so for each
   * operator, from a thread of its own.
   *
   * @return how many messages were settled
   */
  public int retry(String operator, Listener listener) {
    int settled = 0;
    for (var entry : parts.waiting().take(operator, parts.clock().instant(), TAKEN_AT_ONCE)) {
      var outcome = again(operator, entry);
      if (outcome instanceof Queued(var where) && !where.equals(operator)) {
        outcome = queued(where, entry);
      }
      if (outcome instanceof Queued(var where) && where.equals(operator)) {
        parts.waiting().again(operator, entry, parts.clock().instant().plus(AGAIN_AFTER));
      } else {
        parts.waiting().done(operator, entry);
        listener.settled(entry, outcome);
        settled++;
      }
    }
    return settled;
  }

  private Dispatched again(String operator, Entry entry) {
    if (!parts.clock().instant().isBefore(entry.validUntil())) {
      return new Expired(operator);
    }
    return attempt(operator, entry);
  }

  public boolean down(String operator) {
    return lane(operator).health().down();
  }

  /** One try at an operator, and one more where the user moved to. Queued says: not now. */
  private Dispatched attempt(String operator, Entry entry) {
    var outcome = call(operator, entry);
    if (outcome instanceof Refused(_, var refusal) && refusal.cause() == Cause.NOT_REACHABLE) {
      var moved = routes.insteadOf(entry.message().to(), operator);
      if (moved.isPresent() && chatbots.at(entry.chatbot(), moved.get()).isPresent()) {
        outcome = call(moved.get(), entry);
      }
    }
    return outcome instanceof Refused(var where, var refusal)
            && refusal.cause() == Cause.NOT_REACHABLE
        ? bySms(where, entry).orElse(outcome)
        : outcome;
  }

  private Dispatched call(String operator, Entry entry) {
    var lane = lane(operator);
    if (!lane.health().mayCall(parts.clock().instant()) || !lane.calls().tryAcquire()) {
      return new Queued(operator);
    }
    try {
      return chatbots
          .at(entry.chatbot(), operator)
          .map(chatbot -> call(chatbot, entry, lane))
          .orElseGet(NoRoute::new);
    } finally {
      lane.calls().release();
    }
  }

  private Dispatched call(Chatbot chatbot, Entry entry, Lane lane) {
    var account = chatbot.account();
    var operator = account.operator();
    var message = entry.message();
    boolean rich = routes.capability(message.to(), chatbot) == Capability.RICH;
    if (!rich && !sendsSms(operator)) {
      return new Refused(operator, notCapable());
    }
    if (!rich && message.delivery().smsText() == null) {
      return new Refused(operator, notCapable());
    }
    return switch (chatbot.send(message)) {
      case SendResult.Accepted _ -> {
        lane.health().answered();
        yield new Sent(operator, account.chatbotId());
      }
      case SendResult.Invalid(var violations) -> new Invalid(violations);
      case SendResult.Refused(var refusal) -> {
        lane.health().answered();
        yield refusal.kind() == Kind.RETRY ? new Queued(operator) : new Refused(operator, refusal);
      }
      case SendResult.Unknown _ -> {
        lane.health().silent(parts.clock().instant());
        yield new Queued(operator);
      }
    };
  }

  private static Refusal notCapable() {
    return new Refusal("", "the handset takes no 5G messages", "", Cause.NOT_REACHABLE);
  }

  private static boolean sendsSms(String operator) {
    return OperatorProfile.of(operator)
        .map(profile -> profile.can(Feature.SMS_FALLBACK))
        .orElse(false);
  }

  private Optional<Dispatched> bySms(String operator, Entry entry) {
    var message = entry.message();
    var text = message.delivery().smsText();
    if (text == null) {
      return Optional.empty();
    }
    var sms = new Sms(message.messageId(), message.to(), text, entry.validUntil());
    return switch (parts.sms().send(sms)) {
      case Outcome.Taken _ -> Optional.of(new BySms(operator));
      case Outcome.InDoubt _ -> Optional.of(new SmsInDoubt(operator));
      case Outcome.Later _ -> Optional.of(new Queued(operator));
      case Outcome.Refused(var refusal) -> Optional.of(new Refused(operator, refusal));
      case Outcome.Absent _ -> Optional.empty();
    };
  }

  private Lane lane(String operator) {
    return Objects.requireNonNull(lanes.computeIfAbsent(operator, _ -> new Lane()), "computed");
  }
}
