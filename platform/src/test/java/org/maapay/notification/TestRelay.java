package org.maapay.notification;

import org.maapay.TestPlatform;
import org.maapay.background.Bell;
import org.maapay.chatbot.PaymentChatbot;

/** The relay of a test's platform. */
public final class TestRelay {
  private TestRelay() {}

  static NoticeRelay of(TestPlatform platform) {
    return of(platform, platform.chatbot(new Bell()));
  }

  public static NoticeRelay of(TestPlatform platform, PaymentChatbot chatbot) {
    return new NoticeRelay(
        platform.database,
        platform.outbox,
        platform.stored,
        platform.refunds,
        platform.mandates,
        platform.notices,
        chatbot,
        platform.choices,
        platform.clock);
  }
}
