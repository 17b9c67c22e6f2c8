package org.maapay.messaging.routing;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.maapay.messaging.CallResult.Answered;
import org.maapay.messaging.Chatbot;
import org.maapay.messaging.Chatbot.Capability;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.DeliveryState.Why;
import org.maapay.messaging.OperatorProfile;
import org.maapay.messaging.OperatorProfile.Feature;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.routing.Sightings.Sighting;
import org.maapay.messaging.uplink.UplinkEvent;
import org.maapay.messaging.uplink.UplinkEvent.DeliveryReported;
import org.maapay.messaging.uplink.UplinkEvent.FromUser;

/**
 * Which operator serves a user, and what the handset takes. What was seen lately comes first, then
 * who is asked, then what was seen long ago.
 */
public final class Routes {
  private static final Duration PROVES = Duration.ofDays(30);
  private static final Duration CAPABILITY_KEPT = Duration.ofHours(12);

  private final Chatbots chatbots;
  private final NumberLookup lookup;
  private final Sightings sightings;
  private final InstantSource clock;

  public Routes(Chatbots chatbots, NumberLookup lookup, Sightings sightings, InstantSource clock) {
    this.chatbots = chatbots;
    this.lookup = lookup;
    this.sightings = sightings;
    this.clock = clock;
  }

  /** The operator that serves {@code user}; empty if nobody knows. */
  public Optional<String> operatorOf(PhoneNumber user) {
    var seen = sightings.last(user);
    var lately = seen.filter(sighting -> sighting.at().isAfter(clock.instant().minus(PROVES)));
    return lately
        .map(Sighting::operator)
        .or(() -> lookup.operatorOf(user))
        .or(() -> seen.map(Sighting::operator));
  }

  /**
   * What the user's handset takes, asked of the operator where it can say and nothing fresh is
   * known. Where nobody can say it is 5G messages: the operator's report will tell.
   */
  public Capability capability(PhoneNumber user, Chatbot chatbot) {
    var operator = chatbot.account().operator();
    var now = clock.instant();
    var fresh =
        sightings
            .last(user)
            .filter(seen -> seen.operator().equals(operator))
            .filter(seen -> seen.at().isAfter(now.minus(CAPABILITY_KEPT)));
    if (fresh.isPresent()) {
      return fresh.get().capability();
    }
    boolean canSay =
        OperatorProfile.of(operator).map(profile -> profile.can(Feature.CAPABILITY)).orElse(true);
    if (canSay && chatbot.capability(user) instanceof Answered(var capability)) {
      // "no" may also mean that the number is another operator's: it proves nothing
      if (capability == Capability.RICH) {
        sightings.saw(user, new Sighting(operator, capability, now));
      }
      return capability;
    }
    return Capability.RICH;
  }

  /** Learns from an event that came through an operator. Call it for every one. */
  public void learn(UplinkEvent event) {
    var operator = chatbots.byId(event.chatbotId()).map(bot -> bot.account().operator());
    if (operator.isEmpty()) {
      return;
    }
    switch (event) {
      case FromUser said -> saw(said.envelope().user(), operator.get(), Capability.RICH);
      case DeliveryReported report -> learn(report, operator.get());
      default -> {
        // the others don't show that a handset is there
      }
    }
  }

  private void learn(DeliveryReported report, String operator) {
    switch (report.state()) {
      case Station.DELIVERED, Station.DISPLAYED -> saw(report.user(), operator, Capability.RICH);
      case Station.SMS_FALLBACK -> saw(report.user(), operator, Capability.SMS_ONLY);
      case Station.SENT, Station.REVOKED, Station.REVOKE_FAILED -> {}
      case Failed(var why, _) -> {
        if (why == Why.NO_TERMINAL) {
          sightings.lost(report.user(), operator);
          lookup.forget(report.user());
        } else if (why == Why.NOT_CAPABLE) {
          saw(report.user(), operator, Capability.SMS_ONLY);
        }
      }
    }
  }

  private void saw(PhoneNumber user, String operator, Capability capability) {
    sightings.saw(user, new Sighting(operator, capability, clock.instant()));
  }

  /**
   * Another operator for a user whom {@code operator} does not serve any more; empty if nobody
   * knows one.
   */
  Optional<String> insteadOf(PhoneNumber user, String operator) {
    lookup.forget(user);
    var other = lookup.operatorOf(user).filter(named -> !named.equals(operator));
    other.ifPresent(_ -> sightings.lost(user, operator));
    return other;
  }
}
