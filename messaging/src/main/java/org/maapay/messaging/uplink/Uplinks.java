package org.maapay.messaging.uplink;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.maapay.messaging.uplink.UplinkAnswer.Accepted;
import org.maapay.messaging.uplink.UplinkAnswer.Reason;
import org.maapay.messaging.uplink.UplinkAnswer.Refused;

/**
 * The callbacks of all operators at one address. The operator's name is a segment of the path, such
 * as {@code /operator/unicom/…}; what every operator has in common is done here: size, who may
 * call, and that an event has its effect once.
 */
public final class Uplinks implements Uplink {
  private static final int LARGEST_BODY = 256 * 1024;

  private final Map<String, Entrance> entrances;
  private final SeenEvents seen;
  private final InstantSource clock;

  /** Whom one operator's path admits, and who reads what comes. */
  public record Entrance(UplinkParser parser, Admission admission) {
    public static Entrance open(UplinkParser parser) {
      return new Entrance(parser, Admission.ANYBODY);
    }
  }

  private Uplinks(Map<String, Entrance> entrances, SeenEvents seen, InstantSource clock) {
    this.entrances = Map.copyOf(entrances);
    this.seen = seen;
    this.clock = clock;
  }

  /**
   * All operators at one address.
   *
   * @param entrances by the name of the operator, as it stands in the path
   */
  public static Uplinks of(Map<String, Entrance> entrances, SeenEvents seen, InstantSource clock) {
    return new Uplinks(entrances, seen, clock);
  }

  /** One operator at any path. */
  public static Uplinks of(UplinkParser parser, SeenEvents seen, InstantSource clock) {
    return new Uplinks(Map.of("", Entrance.open(parser)), seen, clock);
  }

  @Override
  public UplinkAnswer receive(UplinkRequest request) {
    if (request.body().size() > LARGEST_BODY) {
      return new Refused(Reason.TOO_LARGE);
    }
    var entrance = entrance(request.path());
    if (entrance.isEmpty()) {
      return new Refused(Reason.UNKNOWN_PATH);
    }
    if (!entrance.get().admission().admits(request.peer(), clock.instant())) {
      return new Refused(Reason.STRANGER);
    }
    return switch (entrance.get().parser().parse(request)) {
      case Accepted(var events, var headers, var body) -> {
        var now = clock.instant();
        var fresh = events.stream().filter(event -> seen.claim(event.key(), now)).toList();
        yield new Accepted(fresh, headers, body);
      }
      case Refused refused -> refused;
    };
  }

  @Override
  public UplinkAnswer receive(UplinkRequest request, Handler handler) {
    var answer = receive(request);
    if (answer instanceof Accepted(var events, _, _)) {
      int handled = 0;
      try {
        for (; handled < events.size(); handled++) {
          handler.handle(events.get(handled));
        }
      } finally {
        events.stream().skip(handled).forEach(event -> seen.release(event.key()));
      }
    }
    return answer;
  }

  private Optional<Entrance> entrance(String path) {
    return Stream.concat(Stream.of(""), Stream.of(path.split("/")))
        .flatMap(segment -> Optional.ofNullable(entrances.get(segment)).stream())
        .findFirst();
  }
}
