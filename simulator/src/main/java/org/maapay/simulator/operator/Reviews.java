package org.maapay.simulator.operator;

import java.time.Duration;

/** The operator's people who look at files and profiles; they pass everything, after a while. */
final class Reviews implements AutoCloseable {
  private final Later later = new Later();
  private final Lanes lanes = new Lanes();
  private final Notices notices;
  private final Duration takes;

  Reviews(Notices notices, Duration takes) {
    this.notices = notices;
    this.takes = takes;
  }

  /** Lets {@code pass} happen when the review ends, then tells the chatbot. */
  void begin(RegisteredChatbot chatbot, String type, Lanes.Task pass) {
    later.after(
        takes,
        () ->
            lanes.run(
                chatbot.chatbotId(),
                () -> {
                  pass.run();
                  notices.review(chatbot, type, true);
                }));
  }

  @Override
  public void close() {
    lanes.close();
    later.close();
  }
}
