package org.maapay.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.maapay.kernel.BusinessDay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code maapay trigger}: makes something really happen, so that a real callback comes. */
@Command(
    name = "trigger",
    mixinStandardHelpOptions = true,
    description = {
      "Places an order at the running demo and makes EVENT happen to it: its callback goes to --to.",
      "Events: order.paid, order.closed, refund.succeeded"
    })
final class TriggerCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What can be made to happen. */
  enum Event {
    ORDER_PAID,
    ORDER_CLOSED,
    REFUND_SUCCEEDED;

    static Optional<Event> named(String text) {
      return Arrays.stream(values()).filter(event -> event.text().equals(text)).findFirst();
    }

    private String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
  }

  @Spec private CommandSpec spec;

  @Mixin private final LocalMerchant merchant = new LocalMerchant();

  @Parameters(index = "0", paramLabel = "EVENT", description = "See above.")
  private String event = "order.paid";

  @Option(
      names = "--to",
      defaultValue = "http://127.0.0.1:8620/notice",
      description = "Where the callback goes (default: maapay listen, ${DEFAULT-VALUE}).")
  private String to = "";

  @Option(
      names = "--amount",
      defaultValue = "1.00",
      description = "The order's amount in yuan (default: ${DEFAULT-VALUE}).")
  private String amount = "";

  @SuppressWarnings("NullAway.Init")
  TriggerCommand() {}

  private ParameterException noSuchEvent() {
    return new ParameterException(
        spec.commandLine(),
        "There is no event '" + event + "': order.paid, order.closed or refund.succeeded.");
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var wanted = Event.named(event).orElseThrow(this::noSuchEvent);
    Instant now = InstantSource.system().instant();
    var number =
        "T" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()).substring(2);
    var day = BusinessDay.of(now).toString();
    var user = DemoFile.read().content().path("users").path(0);
    var placed = signed("/v1/payment-orders", order(number, day, user));
    var payOrderNo = placed.path("payOrderNo").asString();
    System.out.println("order " + number + ", payOrderNo " + payOrderNo);
    switch (wanted) {
      case ORDER_PAID -> pay(payOrderNo, user);
      case ORDER_CLOSED ->
          signed("/v1/payment-orders/close", Map.of("merchantId", id(), "merchantOrderNo", number));
      case REFUND_SUCCEEDED -> {
        pay(payOrderNo, user);
        signed(
            "/v1/refunds",
            Map.of(
                "merchantId", id(),
                "merchantOrderNo", number,
                "orderDate", day,
                "refundAmount", amount,
                "mobileNo", user.path("mobileNo").asString()));
      }
    }
    System.out.println("done: " + event);
    return 0;
  }

  private Map<String, Object> order(String number, String day, JsonNode user) {
    return Map.ofEntries(
        Map.entry("transactionType", "WEBVIEW"),
        Map.entry("businessType", "PASSWORD"),
        Map.entry("bankReturnUrl", to),
        Map.entry("merchantOrderNo", number),
        Map.entry("merchantName", merchant.demo("merchant", "name")),
        Map.entry("orderDate", day),
        Map.entry("orderAmount", amount),
        Map.entry("merchantId", id()),
        Map.entry("mobileNo", user.path("mobileNo").asString()),
        Map.entry("goodsName", "触发的订单"));
  }

  private String id() {
    return merchant.demo("merchant", "merchantId");
  }

  private void pay(String payOrderNo, JsonNode user) throws IOException, InterruptedException {
    var body =
        JSON.writeValueAsString(
            Map.of(
                "mobileNo", user.path("mobileNo").asString(),
                "paymentPassword", user.path("paymentPassword").asString()));
    URI url = merchant.url("/sandbox/payment-orders/" + payOrderNo + "/pay");
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(url)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body))
              .build();
      checked(client.send(request, BodyHandlers.ofString()));
    }
  }

  private JsonNode signed(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    var call =
        SignedCall.of("POST", merchant.url(path), JSON.writeValueAsString(body), merchant.signer());
    return checked(call.send());
  }

  private static JsonNode checked(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          answer.uri().getPath() + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }
}
