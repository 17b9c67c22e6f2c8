package org.maapay.server.demo;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.maapay.edge.http.json.Json;
import org.maapay.kernel.PayOrderNo;
import org.maapay.merchant.Exchange;
import org.maapay.merchant.Exchange.Direction;

/**
 * Shows in the handset's drawer what the two platforms say to each other, in order. Whoever
 * exchanges never waits for it: what cannot be shown in time is dropped.
 */
final class InstitutionWire implements AutoCloseable {
  private static final int WAITING = 1_000;
  private static final String US = "MaaPay";

  private final DemoCall handset;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("institution-wire").daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  InstitutionWire(URI handset) {
    this.handset = new DemoCall(handset);
  }

  void show(String institution, Optional<PayOrderNo> order, Exchange exchange) {
    thread.execute(() -> handset.post("/api/wire", json(institution, order, exchange)));
  }

  private static Json.Obj json(String institution, Optional<PayOrderNo> order, Exchange exchange) {
    boolean isCall = exchange.direction() == Direction.CALL;
    var sent = exchange.request();
    var got = exchange.response();
    var members =
        Json.members()
            .put("from", isCall ? US : institution)
            .put("to", isCall ? institution : US)
            .put("method", sent.method())
            .put("url", sent.url())
            .put("requestHeaders", headers(sent.headers()))
            .put("requestBody", sent.body())
            .put("status", (long) exchange.status())
            .put("responseHeaders", headers(got.headers()))
            .put(
                "responseBody", exchange.status() == 0 ? exchange.failure().orElse("") : got.body())
            .put("attempt", (long) exchange.attempt())
            .put("at", exchange.at().toString())
            .put("tookMicros", exchange.took().toNanos() / 1000);
    order.ifPresent(no -> members.put("subject", no.value()));
    return members.build();
  }

  private static Json.Obj headers(Map<String, List<String>> headers) {
    var members = Json.members();
    headers.forEach((name, values) -> members.put(name, String.join(", ", values)));
    return members.build();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
