package org.maapay.simulator.operator.jsonut;

import java.sql.SQLException;
import org.maapay.simulator.operator.Profile;
import org.maapay.simulator.operator.RegisteredChatbot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The check that a chatbot's callback address is its own. It begins when the chatbot fetches its
 * first token; until it passed, a strict operator carries nothing.
 */
final class UrlChecks {
  private static final Logger LOG = LoggerFactory.getLogger(UrlChecks.class);

  private final Profile profile;
  private final Profiles profiles;
  private final JsonNotices notices;

  UrlChecks(Profile profile, Profiles profiles, JsonNotices notices) {
    this.profile = profile;
    this.profiles = profiles;
    this.notices = notices;
  }

  void begin(RegisteredChatbot chatbot) {
    if (!profiles.urlChecked(chatbot.chatbotId())) {
      Thread.startVirtualThread(() -> check(chatbot));
    }
  }

  /** Checks again if no check passed so far. */
  boolean passed(RegisteredChatbot chatbot) {
    return profile == Profile.LENIENT || profiles.urlChecked(chatbot.chatbotId()) || check(chatbot);
  }

  private synchronized boolean check(RegisteredChatbot chatbot) {
    try {
      if (!profiles.urlChecked(chatbot.chatbotId()) && notices.urlCheck(chatbot)) {
        profiles.passUrlCheck(chatbot.chatbotId());
      }
      return profiles.urlChecked(chatbot.chatbotId());
    } catch (SQLException failure) {
      LOG.error("the check of {} could not be stored", chatbot.chatbotId(), failure);
      return false;
    }
  }
}
