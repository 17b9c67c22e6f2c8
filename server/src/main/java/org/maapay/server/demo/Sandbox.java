package org.maapay.server.demo;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.ProblemCode;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.Route;
import org.maapay.edge.http.json.Fields;
import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.json.Reading.Bad;
import org.maapay.edge.http.json.Reading.Good;
import org.maapay.edge.http.json.TextRule;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.PayOrderNo;
import org.maapay.keypad.KeypadDisclosure;
import org.maapay.order.PaymentOrder;
import org.maapay.server.Node;
import org.maapay.server.Platform;

/** The calls that only the demo has: pay as a user would, move the time, make faults. */
final class Sandbox {
  private static final int MOST_KEYPADS = 64;

  private static final TextRule DIGITS =
      TextRule.matching(Pattern.compile("\\d{6}"), "must be six digits");
  private static final TextRule DURATION = TextRule.upTo(32);

  private final Node node;
  private final Platform platform;
  private final DemoClock clock;
  private final DemoCall user;
  private final @Nullable DemoCall second;
  private final Timeline timeline;

  /**
   * @param second another platform, whose time moves with this one's
   */
  Sandbox(Node node, DemoClock clock, DemoCall user, @Nullable DemoCall second) {
    this.second = second;
    this.node = node;
    this.platform = node.platform();
    this.clock = clock;
    this.user = user;
    this.timeline = new Timeline(platform.database(), platform.notices(), clock);
  }

  List<Route> routes() {
    return List.of(
        Route.openPost("/sandbox/payment-orders/{no}/pay", this::pay),
        Route.openGet("/sandbox/payment-orders/{no}/timeline", this::timeline),
        Route.openGet("/sandbox/keypad/{sid}", this::layout),
        Route.openGet("/sandbox/keypads/{sids}", this::layouts),
        Route.openGet("/sandbox/interactions", this::interactions),
        Route.openGet("/sandbox/notifications/{no}", this::notifications),
        Route.openPost("/sandbox/clock", this::clock),
        Route.openPost("/sandbox/faults", this::faults),
        Route.openPost("/sandbox/notifications/{id}/resend", this::resend));
  }

  private record Payer(MobileNumber mobile, String password, Optional<String> method) {}

  private Reply pay(Call call) {
    return switch (Fields.read(
        call.json(),
        fields ->
            new Payer(
                fields.mobile("mobileNo"),
                fields.text("paymentPassword", DIGITS),
                fields.optionalText("method", TextRule.upTo(64))))) {
      case Bad<Payer>(var errors) -> Problem.fields(errors);
      case Good<Payer>(var payer) -> order(call).map(order -> pay(order, payer)).orElse(missing());
    };
  }

  private Reply pay(PaymentOrder order, Payer payer) {
    var body =
        start(order)
            .put("mobileNo", payer.mobile().digits())
            .put("paymentPassword", payer.password());
    payer.method().ifPresent(method -> body.put("method", method));
    return user.post("/api/pay", body.build());
  }

  /** How this order's payer is led to pay it. */
  private Json.Members start(PaymentOrder order) {
    var sdk = platform.nativeSdk();
    return switch (order.wish().transactionType()) {
      case NATIVE -> Json.members().put("sdkUrl", sdk.sdkUrl(order, sdk.sdkToken(order)));
      case CHATBOT ->
          Json.members().put("payUrl", platform.confirmations().link(order).orElseThrow());
      case WEBVIEW, AGGREGATE, MERCHANT_CODE, PAYER_CODE ->
          Json.members().put("payUrl", platform.webview().payUrl(order).orElseThrow());
    };
  }

  private Reply timeline(Call call) {
    return order(call).<Reply>map(order -> Answer.ok(timeline.of(order))).orElse(missing());
  }

  /** The simulated users have no eyes: they ask where the digits are. */
  private Reply layout(Call call) {
    return new KeypadDisclosure(platform.keypads())
        .layout(call.parameter("sid"))
        .<Reply>map(digits -> Answer.ok(Json.members().put("digits", digits).build()))
        .orElse(missing());
  }

  /** For many simulated users at once, whose sessions are given with commas between them. */
  private Reply layouts(Call call) {
    var sids = List.of(call.parameter("sids").split(",", MOST_KEYPADS));
    var digits = Json.members();
    new KeypadDisclosure(platform.keypads()).layouts(sids).forEach(digits::put);
    return Answer.ok(Json.members().put("digits", digits.build()).build());
  }

  private Reply interactions(Call call) {
    return Answer.ok(Interactions.newest(node.log()));
  }

  private Reply notifications(Call call) {
    return order(call).<Reply>map(order -> Answer.ok(timeline.notices(order))).orElse(missing());
  }

  private Reply clock(Call call) {
    return switch (Fields.read(call.json(), fields -> fields.text("advance", DURATION))) {
      case Bad<String>(var errors) -> Problem.fields(errors);
      case Good<String>(var text) -> advance(text);
    };
  }

  /** The other platform goes first: if it cannot, neither moves. */
  private Reply advance(String text) {
    try {
      var by = Duration.parse(text);
      if (second != null) {
        var moved = second.post("/sandbox/clock", Json.members().put("advance", text).build());
        if (!(moved instanceof Answer answer && answer.status() == 200)) {
          return moved;
        }
      }
      var now = clock.advance(by);
      node.wakeNotices();
      return Answer.ok(
          Json.members().put("now", now.toString()).put("ahead", clock.ahead().toString()).build());
    } catch (DateTimeException | IllegalArgumentException e) {
      return Problem.of(
          ProblemCode.FIELDS_INVALID, "advance must be an ISO 8601 duration ahead, such as PT10M.");
    }
  }

  private Reply faults(Call call) {
    return user.post("/api/faults", call.json());
  }

  private Reply resend(Call call) {
    try {
      var id = UUID.fromString(call.parameter("id"));
      boolean found =
          platform.database().write(tx -> platform.notices().resend(tx, id, clock.instant()));
      node.wakeNotices();
      return found ? Answer.ok(Json.members().put("resent", true).build()) : missing();
    } catch (IllegalArgumentException e) {
      return missing();
    }
  }

  private Optional<PaymentOrder> order(Call call) {
    var no = call.parameter("no");
    return PayOrderNo.isOne(no)
        ? platform.database().read(tx -> platform.stored().find(tx, new PayOrderNo(no)))
        : Optional.empty();
  }

  private static Reply missing() {
    return Problem.of(ProblemCode.ORDER_NOT_FOUND, "The demo knows nothing of that number.");
  }
}
