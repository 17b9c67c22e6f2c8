package org.maapay.simulator.operator;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.maapay.simulator.operator.FaultSwitches.Fault;
import org.maapay.simulator.wire.Exchange;
import org.maapay.simulator.wire.Exchange.Got;
import org.maapay.simulator.wire.Exchange.Hop;
import org.maapay.simulator.wire.Exchange.Link;
import org.maapay.simulator.wire.Exchange.Sent;
import org.maapay.simulator.wire.WireLog;

/**
 * Calls chatbots back. First attempts of one lane (a user's dialogue) go out in order; what is not
 * answered with 200 is sent again later and keeps nobody waiting.
 */
public final class Callbacks implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** A late callback says so in its timestamp; nobody has to wait for longer than this. */
  private static final long LONGEST_WAIT_MILLIS = 3000;

  private static final Duration OVERTAKEN_AFTER = Duration.ofMillis(1500);

  private final String operator;
  private final Settings settings;
  private final FaultSwitches faults;
  private final Lanes lanes = new Lanes();
  private final Later later = new Later();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final Map<String, Callback> held = new HashMap<>();

  /**
   * How to call back.
   *
   * @param pauses before each repetition
   */
  public record Settings(WireLog wire, List<Duration> pauses) {}

  public Callbacks(String operator, Settings settings, FaultSwitches faults) {
    this.operator = operator;
    this.settings = settings;
    this.faults = faults;
  }

  public void send(Callback callback) {
    if (callback.chatbot().notifyUrl() == null) {
      callback.told().told(false);
      return;
    }
    var lane = callback.chatbot().chatbotId() + " " + callback.lane();
    Callback overtaken;
    synchronized (held) {
      overtaken = held.remove(lane);
      if (overtaken == null && faults.strikes(Fault.REORDER)) {
        held.put(lane, callback);
        later.after(OVERTAKEN_AFTER, () -> release(lane, callback));
        return;
      }
    }
    lanes.run(lane, () -> first(callback));
    if (overtaken != null) {
      var second = overtaken;
      lanes.run(lane, () -> first(second));
    }
  }

  private void release(String lane, Callback callback) {
    synchronized (held) {
      if (!held.remove(lane, callback)) {
        return;
      }
    }
    lanes.run(lane, () -> first(callback));
  }

  private void first(Callback callback) {
    if (faults.strikes(Fault.DUPLICATE)) {
      Thread.startVirtualThread(() -> attempt(callback, 1));
    }
    deliver(callback, 1);
  }

  private void deliver(Callback callback, int number) {
    if (attempt(callback, number)) {
      callback.told().told(true);
    } else if (number <= settings.pauses().size()) {
      later.after(settings.pauses().get(number - 1), () -> deliver(callback, number + 1));
    } else {
      callback.told().told(false);
    }
  }

  private boolean attempt(Callback callback, int number) {
    long late = faults.lateMillis();
    if (late > 0 && !paused(Math.min(late, LONGEST_WAIT_MILLIS))) {
      return false;
    }
    if (faults.on(Fault.DOWN)) {
      return false;
    }
    var moment = new Callback.Moment(late, faults.strikes(Fault.BAD_SIGNATURE));
    var outbound = callback.wording().request(moment);
    var response = exchange(callback.chatbot(), outbound, callback.subject(), number);
    return response != null && response.statusCode() == 200;
  }

  /** Calls once, at once; null if there was no answer. */
  public @Nullable HttpResponse<String> once(RegisteredChatbot chatbot, Outbound outbound) {
    return exchange(chatbot, outbound, null, 1);
  }

  /** The address that a chatbot gave for its callbacks, without a slash at its end. */
  public static String base(RegisteredChatbot chatbot) {
    return String.valueOf(chatbot.notifyUrl()).replaceFirst("/+$", "");
  }

  private @Nullable HttpResponse<String> exchange(
      RegisteredChatbot chatbot, Outbound outbound, @Nullable String subject, int number) {
    var request =
        HttpRequest.newBuilder(outbound.url())
            .timeout(TIMEOUT)
            .method(outbound.method(), BodyPublishers.ofString(outbound.body()));
    outbound.headers().forEach(request::header);
    long began = System.nanoTime();
    HttpResponse<String> response = null;
    Got got;
    try {
      response = http.send(request.build(), BodyHandlers.ofString());
      got =
          new Got(
              response.statusCode(), Exchange.joined(response.headers().map()), response.body());
    } catch (IOException failure) {
      got = Got.nothing(failure.getClass().getSimpleName());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      got = Got.nothing("interrupted");
    }
    var hop = new Hop(Link.OPERATOR, operator, chatbot.name());
    var sent =
        new Sent(outbound.method(), outbound.url().toString(), outbound.headers(), outbound.body());
    settings
        .wire()
        .add(
            new Exchange(hop, sent, got, subject, number),
            Duration.ofNanos(System.nanoTime() - began));
    return response;
  }

  private static boolean paused(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    lanes.close();
    later.close();
    http.shutdownNow();
  }
}
