package org.maapay.simulator.operator.rbm;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.maapay.simulator.operator.Profile;
import org.maapay.simulator.operator.RegisteredChatbot;

/** Which webhooks proved, by their client token, to be the agent's own. */
final class Webhooks {
  private final Profile profile;
  private final RbmNotices notices;
  private final Set<String> proven = ConcurrentHashMap.newKeySet();

  Webhooks(Profile profile, RbmNotices notices) {
    this.profile = profile;
    this.notices = notices;
  }

  /** Checks again if no check passed so far. */
  boolean proven(RegisteredChatbot agent) {
    if (profile == Profile.LENIENT
        || agent.notifyUrl() == null
        || proven.contains(agent.chatbotId())) {
      return true;
    }
    if (notices.check(agent)) {
      proven.add(agent.chatbotId());
      return true;
    }
    return false;
  }
}
