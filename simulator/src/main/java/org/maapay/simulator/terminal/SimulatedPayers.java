package org.maapay.simulator.terminal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.wire.WireLog;

/** The simulated user at every institution: the link that he is given says at which. */
final class SimulatedPayers {
  private final List<Platform> platforms;
  private final List<SimulatedPayer> payers;

  SimulatedPayers(List<Platform> platforms, @Nullable WireLog log) {
    this.platforms = List.copyOf(platforms);
    this.payers = platforms.stream().map(platform -> new SimulatedPayer(platform, log)).toList();
  }

  Reply pay(Request request) {
    return at(request, "payUrl", "sdkUrl").pay(request);
  }

  Reply sign(Request request) {
    return at(request, "signUrl").sign(request);
  }

  Reply refuse(Request request) {
    return at(request, "payUrl").refuse(request);
  }

  /** A link that is nobody's is the first one's to refuse. */
  private SimulatedPayer at(Request request, String... names) {
    var body = HandsetCalls.body(request);
    for (var name : names) {
      var url = body.map(json -> json.path(name).asString("")).orElse("");
      for (int i = 0; i < platforms.size(); i++) {
        if (platforms.get(i).owns(url)) {
          return payers.get(i);
        }
      }
    }
    return payers.getFirst();
  }
}
