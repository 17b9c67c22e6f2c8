package org.maapay.conformance.target;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.maapay.conformance.contract.OpenApi;
import org.maapay.conformance.wire.RawAnswer;
import org.maapay.conformance.wire.RawCaller;
import org.maapay.conformance.wire.RawRequest;
import org.maapay.conformance.wire.RawRequest.Header;
import org.maapay.conformance.wire.SignatureDraft;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that a rule acts with: two merchants, a payer, the sandbox, the handset and a place for
 * notices.
 */
public final class Stage implements AutoCloseable {
  private final Demo demo;
  private final Merchant merchant;
  private final Merchant secondMerchant;
  private final OrderBodies bodies;
  private final Sandbox sandbox;
  private final Handset handset;
  private final OpenApi contract;
  private final InstantSource clock;
  private final Callbacks callbacks = new Callbacks();

  public Stage(Demo demo, InstantSource clock) {
    this.demo = demo;
    this.clock = clock;
    this.contract = OpenApi.load();
    this.merchant = new Merchant(demo, demo.merchant(), contract, clock);
    this.secondMerchant = new Merchant(demo, demo.secondMerchant(), contract, clock);
    this.bodies = new OrderBodies(demo.merchant(), noticeUrl(), payer().mobileNo(), clock);
    this.sandbox = new Sandbox(demo.baseUrl(), clock);
    this.handset = new Handset(demo, clock);
  }

  public Demo demo() {
    return demo;
  }

  public Merchant merchant() {
    return merchant;
  }

  public Merchant secondMerchant() {
    return secondMerchant;
  }

  public OrderBodies bodies() {
    return bodies;
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  public Handset handset() {
    return handset;
  }

  public Callbacks callbacks() {
    return callbacks;
  }

  public OpenApi contract() {
    return contract;
  }

  /** Where loopback is agreed, notices come here; elsewhere they go to the merchant. */
  private String noticeUrl() {
    var registered = demo.merchant().bankReturnUrl();
    var host = URI.create(registered).getHost();
    return "127.0.0.1".equals(host) || "localhost".equals(host)
        ? callbacks.open().url()
        : registered;
  }

  /** The payer of the demo whose password is right. */
  public Demo.User payer() {
    return demo.users().getFirst();
  }

  /** An order of the first merchant, placed. */
  public Placed placed() {
    return placed(bodies.order());
  }

  public Placed placed(ObjectNode order) {
    return new Placed(order, merchant.place(order).ok());
  }

  /** An order of the first merchant, paid by the payer. */
  public Placed paid(ObjectNode order) {
    var placed = placed(order);
    var outcome = pay(placed).text("outcome");
    if (!outcome.equals("PAID")) {
      throw new AssertionError("the sandbox payment ended as " + outcome);
    }
    return placed;
  }

  public Answer pay(Placed placed) {
    return sandbox.pay(placed.payOrderNo(), payer().mobileNo(), payer().paymentPassword());
  }

  public Answer query(Placed placed) {
    return merchant.post("/v1/payment-orders/query", bodies.query(placed.order(), placed.answer()));
  }

  public Bank bank() {
    return new Bank(demo.bankUrl(), clock);
  }

  /** Looks again until it is as wanted; gives what was seen last when the time is over. */
  public <T> T until(Duration within, Supplier<T> look, Predicate<T> wanted) {
    var end = clock.instant().plus(within);
    var seen = look.get();
    while (!wanted.test(seen) && clock.instant().isBefore(end)) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      seen = look.get();
    }
    return seen;
  }

  /** The first merchant's review of refunds. */
  public Review review() {
    return new Review(demo.merchant(), clock);
  }

  /** A page as a browser would fetch it. */
  public RawAnswer page(String url) {
    var uri = URI.create(url);
    var target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    var headers =
        List.of(new Header("Host", SignatureDraft.hostOf(uri)), new Header("Accept", "text/html"));
    return new RawCaller(clock).send(uri, new RawRequest("GET", target, headers, new byte[0]));
  }

  /** An order's body and what placing it answered. */
  public record Placed(ObjectNode order, Answer answer) {
    public String payOrderNo() {
      return answer.text("payOrderNo");
    }
  }

  /** Runs the same call many times at once and gives all results. */
  public static <T> List<T> together(int times, Callable<T> call) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = IntStream.range(0, times).mapToObj(i -> threads.submit(call)).toList();
      var results = new java.util.ArrayList<T>();
      for (var future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TestAbortedException notApplicable) {
        throw notApplicable;
      }
      throw new AssertionError("one of " + times + " parallel calls failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    callbacks.close();
  }
}
