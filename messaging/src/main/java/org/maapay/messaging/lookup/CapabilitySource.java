package org.maapay.messaging.lookup;

import java.util.List;
import org.maapay.messaging.CallResult;
import org.maapay.messaging.CallResult.Answered;
import org.maapay.messaging.Chatbot;
import org.maapay.messaging.Chatbot.Capability;
import org.maapay.messaging.OperatorProfile;
import org.maapay.messaging.OperatorProfile.Feature;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.lookup.NumberSource.Asked.Nobody;
import org.maapay.messaging.lookup.NumberSource.Asked.Served;
import org.maapay.messaging.lookup.NumberSource.Asked.Silent;

/**
 * The operators that say what a handset takes: one that says "5G messages" serves the number. "No"
 * proves nothing, since a number of another operator gets it too.
 */
public final class CapabilitySource implements NumberSource {
  private final List<Chatbot> chatbots;

  /** Asks those of a chatbot's accounts whose operator can say. */
  public CapabilitySource(List<Chatbot> accounts) {
    this.chatbots = accounts.stream().filter(CapabilitySource::canSay).toList();
  }

  private static boolean canSay(Chatbot chatbot) {
    return OperatorProfile.of(chatbot.account().operator())
        .map(profile -> profile.can(Feature.CAPABILITY))
        .orElse(false);
  }

  @Override
  public Asked ask(PhoneNumber user) {
    Asked otherwise = new Nobody();
    for (var chatbot : chatbots) {
      switch (chatbot.capability(user)) {
        case Answered<Capability>(var capability) -> {
          if (capability == Capability.RICH) {
            return new Served(chatbot.account().operator());
          }
        }
        case CallResult.Refused<Capability>(var refusal) ->
            otherwise = new Silent(refusal.cause().name());
        case CallResult.Unknown<Capability>(var reason) -> otherwise = new Silent(reason);
      }
    }
    return otherwise;
  }
}
