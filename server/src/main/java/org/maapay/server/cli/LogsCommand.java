package org.maapay.server.cli;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code maapay logs}: the interaction log of the running demo. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Shows the calls that the platform answered, oldest first, masked as stored.")
final class LogsCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long PAUSE_MILLIS = 1_000;

  @Mixin private final LocalMerchant merchant = new LocalMerchant();

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on as calls come in; Ctrl-C stops.")
  private boolean follow;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var shown = new HashSet<String>();
    try (var client = HttpClient.newHttpClient()) {
      do {
        for (var row : rows(client)) {
          if (shown.add(row.path("incident").asString())) {
            System.out.println(line(row));
          }
        }
        if (follow) {
          Thread.sleep(PAUSE_MILLIS);
        }
      } while (follow);
    }
    return 0;
  }

  private List<JsonNode> rows(HttpClient client) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(merchant.url("/sandbox/interactions")).build();
    var answer = JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    var rows = new ArrayList<JsonNode>();
    answer.path("interactions").forEach(rows::add);
    rows.sort((a, b) -> a.path("at").asString().compareTo(b.path("at").asString()));
    return rows;
  }

  private static String line(JsonNode row) {
    return "%s  %-8s %3d %-22s %-4s %s  %.1f ms  %s  %s"
        .formatted(
            row.path("at").asString(),
            row.path("listener").asString(),
            row.path("status").asInt(),
            row.path("code").asString(""),
            row.path("method").asString(),
            row.path("path").asString(),
            row.path("micros").asLong() / 1000.0,
            row.path("caller").asString("-"),
            row.path("parameters").asString(""));
  }
}
