package org.maapay.simulator.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.operators.Operators;
import org.maapay.messaging.uplink.Uplink;
import org.maapay.messaging.uplink.UplinkAnswer;
import org.maapay.messaging.uplink.UplinkAnswer.Accepted;
import org.maapay.messaging.uplink.UplinkAnswer.Refused;
import org.maapay.messaging.uplink.UplinkEvent;
import org.maapay.messaging.uplink.UplinkEvent.DeliveryReported;
import org.maapay.messaging.uplink.UplinkRequest;
import org.maapay.simulator.http.HttpListener;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Request;

/**
 * What runs behind a chatbot: a port that takes callbacks with the library and keeps the events.
 */
public final class ChatbotHost implements AutoCloseable {
  private final HttpListener listener;
  private final Operators operators =
      new Operators(Operators.Stores.inMemory(InstantSource.system()), InstantSource.system());
  private final BlockingQueue<UplinkEvent> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<UplinkAnswer.Reason> refusals = new LinkedBlockingQueue<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final ConcurrentHashMap<String, ChatbotAccount> accounts = new ConcurrentHashMap<>();

  public ChatbotHost() throws IOException {
    var uplink = operators.uplinks(id -> Optional.ofNullable(accounts.get(id)), Map.of());
    listener =
        HttpListener.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            300_000,
            request -> answer(request, uplink));
  }

  public URI url() {
    return url("unicom");
  }

  URI url(String operator) {
    return URI.create("http://127.0.0.1:" + listener.port() + "/operator/" + operator);
  }

  /** Connects chatbots that share their memory with the callbacks. */
  Operators operators() {
    return operators;
  }

  public void serve(ChatbotAccount account) {
    accounts.put(account.chatbotId(), account);
  }

  /** Answers 503 to the next requests. */
  void fail(int times) {
    failures.set(times);
  }

  int requests() {
    return requests.get();
  }

  /** Returns once so many requests have come; fails if they do not. */
  void awaitRequests(int count) throws InterruptedException {
    long end = System.nanoTime() + 10_000_000_000L;
    while (requests() < count) {
      assertThat(System.nanoTime()).as("%d requests of %d", requests(), count).isLessThan(end);
      Thread.sleep(5);
    }
  }

  private Reply answer(Request request, Uplink uplink) {
    requests.incrementAndGet();
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return Reply.empty(503);
    }
    var answer =
        uplink.receive(
            new UplinkRequest(request.method(), request.path(), request.headers(), request.body()));
    switch (answer) {
      case Accepted(var fresh, _, _) -> events.addAll(fresh);
      case Refused(var reason) -> refusals.add(reason);
    }
    Reply reply = Reply.empty(answer.status());
    if (answer instanceof Accepted(_, var headers, var body)) {
      reply = Reply.text(200, "text/plain", body);
      for (var header : headers.entrySet()) {
        reply = reply.with(header.getKey(), header.getValue());
      }
    }
    return reply;
  }

  /** The next event of a kind; events of other kinds before it are passed over. */
  public <T extends UplinkEvent> T next(Class<T> kind) throws InterruptedException {
    while (true) {
      var event = taken(events);
      if (kind.isInstance(event)) {
        return kind.cast(event);
      }
    }
  }

  /** The next {@code count} states that are reported of a message. */
  public List<DeliveryState> states(String messageId, int count) throws InterruptedException {
    var states = new ArrayList<DeliveryState>();
    while (states.size() < count) {
      var report = next(DeliveryReported.class);
      if (report.messageId().equals(messageId)) {
        states.add(report.state());
      }
    }
    return states;
  }

  /** Waits until a message is reported to be in {@code state}; others before it are passed over. */
  void await(String messageId, DeliveryState state) throws InterruptedException {
    var seen = next(DeliveryReported.class);
    while (!seen.messageId().equals(messageId) || !seen.state().equals(state)) {
      seen = next(DeliveryReported.class);
    }
  }

  UplinkAnswer.Reason refusal() throws InterruptedException {
    return taken(refusals);
  }

  boolean quiet() {
    return events.isEmpty();
  }

  private static <T> T taken(BlockingQueue<T> queue) throws InterruptedException {
    @Nullable T next = queue.poll(8, TimeUnit.SECONDS);
    assertThat(next).as("something from the operator").isNotNull();
    return Objects.requireNonNull(next);
  }

  @Override
  public void close() {
    listener.close();
  }
}
