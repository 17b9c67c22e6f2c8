package org.maapay.server.cli;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code maapay resend}: sends callbacks of the running demo once more. */
@Command(
    name = "resend",
    mixinStandardHelpOptions = true,
    description =
        "Sends a callback again, or every callback of an order: the stored bytes, newly signed.")
final class ResendCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Mixin private final LocalMerchant merchant = new LocalMerchant();

  @Parameters(
      arity = "1..*",
      paramLabel = "NUMBER",
      description = "Notification-Id, or a payOrderNo for all of its callbacks.")
  private List<String> numbers = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    int failed = 0;
    try (var client = HttpClient.newHttpClient()) {
      for (var number : numbers) {
        var ids = ids(client, number);
        if (ids.isEmpty()) {
          failed++;
          System.out.println(number + "  has no callbacks: is the number right?");
        }
        for (var id : ids) {
          var request =
              HttpRequest.newBuilder(merchant.url("/sandbox/notifications/" + id + "/resend"))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{}"))
                  .build();
          var answer = client.send(request, BodyHandlers.ofString());
          failed += answer.statusCode() == 200 ? 0 : 1;
          System.out.println(id + (answer.statusCode() == 200 ? "  sent again" : "  unknown"));
        }
      }
    }
    return failed == 0 ? 0 : 1;
  }

  private List<String> ids(HttpClient client, String number)
      throws IOException, InterruptedException {
    if (number.contains("-")) {
      return List.of(number);
    }
    var request = HttpRequest.newBuilder(merchant.url("/sandbox/notifications/" + number)).build();
    var answer = JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    var ids = new ArrayList<String>();
    for (var notification : answer.path("notifications")) {
      ids.add(notification.path("notificationId").asString());
    }
    return ids;
  }
}
