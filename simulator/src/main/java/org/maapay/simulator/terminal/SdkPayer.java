package org.maapay.simulator.terminal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.wire.WireLog;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A user who raises the SDK and types his password in it, without a screen. */
final class SdkPayer {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long PATIENCE_SECONDS = 30;
  private static final Pattern OPEN =
      Pattern.compile("wrong-password|locked|declined|insufficient-funds|card-refused");

  private final Platform platform;
  private final @Nullable WireLog log;

  SdkPayer(Platform platform, @Nullable WireLog log) {
    this.platform = platform;
    this.log = log;
  }

  /** {@code {sdkUrl, mobileNo, paymentPassword, method?}}; answers what a page would. */
  Reply pay(JsonNode wish) {
    if (log == null) {
      return Reply.problem(503, "sdk-missing", "This handset has no SDK.");
    }
    BlockingQueue<ObjectNode> views = new LinkedBlockingQueue<>();
    var mobile = wish.path("mobileNo").asString();
    var phone = new SdkPhone(platform, log, masked(mobile), views::add);
    if (!phone.raise(wish.path("sdkUrl").asString())) {
      return Reply.problem(400, "request-invalid", "That is no address of this SDK.");
    }
    try {
      return pay(phone, views, wish);
    } catch (IOException _) {
      return Reply.problem(502, "platform-unreachable", "The platform does not answer.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Reply.problem(503, "ending", "The simulator is ending.");
    } finally {
      phone.tap("leave", "");
    }
  }

  private Reply pay(SdkPhone phone, BlockingQueue<ObjectNode> views, JsonNode wish)
      throws IOException, InterruptedException {
    boolean typed = false;
    while (true) {
      var view = views.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (view == null) {
        return Reply.problem(504, "sdk-silent", "The SDK shows nothing more.");
      }
      var notice = view.path("notice").path("kind").asString("");
      switch (view.path("at").asString()) {
        case "paid" -> {
          return view.path("before").asBoolean()
              ? Reply.problem(409, "order-paid", "Nothing was charged again.")
              : outcome("PAID", view.path("paidAt").asString());
        }
        case "ended" -> {
          return ended(view.path("why").asString());
        }
        case "order" -> {
          if (typed || OPEN.matcher(notice).matches()) {
            return declined(view.path("notice"));
          }
          choose(phone, view, wish.path("method").asString(""));
          phone.tap("password", "");
        }
        case "keypad" -> {
          if (typed && !notice.isEmpty()) {
            return declined(view.path("notice"));
          }
          if (!typed) {
            typed = true;
            type(phone, view.path("sid").asString(), wish.path("paymentPassword").asString());
          }
        }
        default -> {}
      }
    }
  }

  private static void choose(SdkPhone phone, ObjectNode view, String wished) {
    view.path("methods")
        .valueStream()
        .filter(method ->
            wished.equalsIgnoreCase(method.path("kind").asString())
                || wished.equals(method.path("id").asString()))
        .findFirst()
        .ifPresent(method -> phone.tap("choose", method.path("id").asString()));
  }

  /** He can't see where the digits are: he asks the sandbox. */
  private void type(SdkPhone phone, String sid, String password)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(platform.baseUrl() + "/sandbox/keypad/" + sid))
            .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .build();
    var answer = platform.http().send(request, BodyHandlers.ofString());
    var digits = JSON.readTree(answer.body()).path("digits").asString();
    for (int i = 0; i < password.length(); i++) {
      phone.tap("press", Integer.toString(digits.indexOf(password.charAt(i))));
    }
  }

  private static Reply declined(JsonNode notice) {
    var kind = notice.path("kind").asString();
    var json = JsonNodeFactory.instance.objectNode().put("outcome", "DECLINED");
    json.put("reason", kind.toUpperCase(Locale.ROOT).replace('-', '_'));
    if (notice.path("triesLeft").asInt(-1) >= 0) {
      json.put("triesLeft", notice.path("triesLeft").asInt());
    }
    return Reply.json(200, json);
  }

  private static Reply ended(String why) {
    return switch (why) {
      case "token-used", "token-elsewhere", "token-expired", "token-unknown" ->
          Reply.problem(410, "sdk-" + why, "Nothing was charged.");
      default -> Reply.problem(409, why, "Nothing was charged.");
    };
  }

  private static Reply outcome(String outcome, String at) {
    return Reply.json(
        200, JsonNodeFactory.instance.objectNode().put("outcome", outcome).put("paidAt", at));
  }

  private static String masked(String mobile) {
    return mobile.length() == 11 ? mobile.substring(0, 3) + "****" + mobile.substring(7) : "****";
  }
}
