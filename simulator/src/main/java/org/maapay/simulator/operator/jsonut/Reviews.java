package org.maapay.simulator.operator.jsonut;

import java.time.Duration;
import org.maapay.simulator.operator.Lanes;
import org.maapay.simulator.operator.Later;
import org.maapay.simulator.operator.RegisteredChatbot;

/** The operator's people who look at files and profiles; they pass everything, after a while. */
final class Reviews implements AutoCloseable {
  private final Later later = new Later();
  private final Lanes lanes = new Lanes();
  private final JsonNotices notices;
  private final Duration takes;

  Reviews(JsonNotices notices, Duration takes) {
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
