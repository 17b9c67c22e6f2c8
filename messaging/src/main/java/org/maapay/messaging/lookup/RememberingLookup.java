package org.maapay.messaging.lookup;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.lookup.NumberSource.Asked;
import org.maapay.messaging.lookup.NumberSource.Asked.Nobody;
import org.maapay.messaging.lookup.NumberSource.Asked.Served;
import org.maapay.messaging.lookup.NumberSource.Asked.Silent;
import org.maapay.messaging.routing.Health;
import org.maapay.messaging.routing.NumberLookup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks sources in their order until one knows, and remembers the answer. While a source is silent
 * an old answer is better than none, and a source that is down is left alone between its tries.
 */
public final class RememberingLookup implements NumberLookup {
  private static final Logger LOG = LoggerFactory.getLogger(RememberingLookup.class);

  private final List<Watched> sources;
  private final Memory memory;
  private final InstantSource clock;
  private final Map<PhoneNumber, Known> known;

  /**
   * How long answers count.
   *
   * @param most numbers that are kept; those not needed for longest go first
   * @param served how long an operator is believed without asking again
   * @param nobody the same for "nobody knows it"
   * @param whileSilent how old an answer may be that is used because no source answers
   */
  public record Memory(int most, Duration served, Duration nobody, Duration whileSilent) {
    public static final Memory STANDARD =
        new Memory(200_000, Duration.ofHours(24), Duration.ofMinutes(10), Duration.ofDays(30));
  }

  private record Known(@Nullable String operator, Instant at) {}

  private record Watched(NumberSource source, Health health) {}

  public RememberingLookup(List<NumberSource> sources, Memory memory, InstantSource clock) {
    this.sources = sources.stream().map(source -> new Watched(source, new Health())).toList();
    this.memory = memory;
    this.clock = clock;
    this.known = new ByUse<>(memory.most());
  }

  @Override
  public Optional<String> operatorOf(PhoneNumber user) {
    var remembered = remembered(user);
    var now = clock.instant();
    if (remembered != null && now.isBefore(remembered.at().plus(kept(remembered)))) {
      return Optional.ofNullable(remembered.operator());
    }
    return switch (ask(user)) {
      case Served(var operator) -> {
        remember(user, new Known(operator, now));
        yield Optional.of(operator);
      }
      case Nobody _ -> {
        remember(user, new Known(null, now));
        yield Optional.empty();
      }
      case Silent _ ->
          Optional.ofNullable(remembered)
              .filter(old -> now.isBefore(old.at().plus(memory.whileSilent())))
              .map(Known::operator);
    };
  }

  @Override
  public void forget(PhoneNumber user) {
    synchronized (known) {
      known.remove(user);
    }
  }

  private Duration kept(Known remembered) {
    return remembered.operator() == null ? memory.nobody() : memory.served();
  }

  /** The first source that knows; silent if none does and one could not be asked. */
  private Asked ask(PhoneNumber user) {
    Asked otherwise = new Nobody();
    for (var source : sources) {
      switch (asked(source, user)) {
        case Served served -> {
          return served;
        }
        case Nobody _ -> {}
        case Silent silent -> otherwise = silent;
      }
    }
    return otherwise;
  }

  private Asked asked(Watched watched, PhoneNumber user) {
    var health = watched.health();
    if (!health.mayCall(clock.instant())) {
      return new Silent("down");
    }
    boolean wasDown = health.down();
    var asked = watched.source().ask(user);
    if (asked instanceof Silent(var reason)) {
      health.silent(clock.instant());
      if (!wasDown && health.down()) {
        LOG.warn("the look-up of numbers does not answer: {}", reason);
      }
    } else {
      health.answered();
      if (wasDown) {
        LOG.info("the look-up of numbers answers again");
      }
    }
    return asked;
  }

  private @Nullable Known remembered(PhoneNumber user) {
    synchronized (known) {
      return known.get(user);
    }
  }

  private void remember(PhoneNumber user, Known answer) {
    synchronized (known) {
      known.put(user, answer);
    }
  }

  private static final class ByUse<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    private final int most;

    ByUse(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }
}
