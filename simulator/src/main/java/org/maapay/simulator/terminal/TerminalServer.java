package org.maapay.simulator.terminal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maapay.simulator.http.HttpListener;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.operator.Operator;
import org.maapay.simulator.smsc.Smsc;
import org.maapay.simulator.terminal.EventStreams.Event;
import org.maapay.simulator.wire.WireLog;

/** The port of the handsets: their page, and what it calls. */
public final class TerminalServer implements AutoCloseable {
  private static final int LARGEST_BODY = 64 * 1024;

  private final HttpListener listener;
  private final WireLog.Watch watch;

  /**
   * What the page needs of the world.
   *
   * @param sms the centre, whose faults are switched beside the operators'
   * @param platforms the one that the merchants use first
   * @param mediaOrigins whence cards may show pictures
   */
  public record Surroundings(
      Map<String, Operator> operators,
      @Nullable Smsc sms,
      WireLog wire,
      List<Platform> platforms,
      List<String> mediaOrigins) {}

  private TerminalServer(HttpListener listener, WireLog.Watch watch) {
    this.listener = listener;
    this.watch = watch;
  }

  /** Starts to serve, and carries on what users had sent when the simulator last ended. */
  public static TerminalServer start(
      InetSocketAddress address, Handsets handsets, Surroundings around)
      throws IOException, SQLException {
    var operators = Map.copyOf(around.operators());
    var platforms = around.platforms();
    var cashiers = platforms.stream().map(Platform::cashierOrigin).toList();
    var calls = new HandsetCalls(handsets, operators, around.sms(), around.wire(), cashiers);
    var routes =
        new Routes(
            calls,
            new WireReports(around.wire()),
            new SdkCalls(handsets, platforms, around.wire()),
            new PageFiles(String.join(" ", cashiers), around.mediaOrigins()),
            new Timelines(platforms.getFirst()),
            new SimulatedPayers(platforms, around.wire()));
    var listener = HttpListener.start(address, LARGEST_BODY, routes::handle);
    var watch =
        around
            .wire()
            .watch(record -> handsets.streams().publishToAll(Event.of("wire", record.json())));
    handsets.resume(operators);
    return new TerminalServer(listener, watch);
  }

  private record Routes(
      HandsetCalls calls,
      WireReports reports,
      SdkCalls sdk,
      PageFiles files,
      Timelines timelines,
      SimulatedPayers payer) {
    Reply handle(Request request) throws SQLException {
      if (request.is("GET", "/health")) {
        return Reply.text(200, "text/plain; charset=utf-8", "ready\n");
      }
      if (request.path().startsWith("/api/")) {
        return api(request).with("cache-control", "no-store");
      }
      if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
        return Reply.problem(405, "method-not-allowed", "Only GET is served here.");
      }
      var logo = request.match(Logo.PATH);
      if (logo.isPresent()) {
        return Logo.draw(logo.get().group(1));
      }
      return files
          .find(request.path())
          .orElseGet(() ->
              request.path().equals("/")
                  ? Reply.problem(503, "page-not-built", "The handset page was not built.")
                  : Reply.problem(404, "not-found", "There is no such page."));
    }

    private Reply api(Request request) throws SQLException {
      // another site's page can post forms here, but no JSON
      if (request.method().equals("POST") && !request.json()) {
        return Reply.problem(415, "media-type", "Send application/json.");
      }
      var call = request.method() + " " + request.path();
      return switch (call) {
        case "GET /api/wire" -> calls.wire(request);
        case "POST /api/wire" -> reports.take(request);
        case "GET /api/timeline" -> timelines.of(request.parameter("payOrderNo").orElse(""));
        case "POST /api/faults" -> calls.faults(request);
        case "POST /api/pay" -> payer.pay(request);
        case "POST /api/sign" -> payer.sign(request);
        case "POST /api/refuse" -> payer.refuse(request);
        default -> {
          var handset = calls.handset(request);
          yield handset.isEmpty()
              ? Reply.problem(404, "handset-unknown", "There is no such handset.")
              : ofHandset(call, handset.get(), request);
        }
      };
    }

    private Reply ofHandset(String call, Handset handset, Request request) throws SQLException {
      return switch (call) {
        case "GET /api/handset" -> calls.describe(handset);
        case "GET /api/conversations" -> calls.conversations(handset);
        case "GET /api/messages" -> calls.messages(handset, request);
        case "POST /api/messages" -> calls.say(handset, request);
        case "POST /api/read" -> calls.read(handset, request);
        case "POST /api/complaints" -> calls.complain(handset, request);
        case "POST /api/sdk" -> sdk.raise(handset, request);
        case "POST /api/sdk/taps" -> sdk.tap(handset, request);
        case "GET /api/sdk" -> sdk.shown(handset);
        case "GET /api/events" -> calls.events(handset, request);
        default -> Reply.problem(404, "not-found", "There is no such call.");
      };
    }
  }

  public int port() {
    return listener.port();
  }

  @Override
  public void close() {
    watch.close();
    listener.close();
  }
}
