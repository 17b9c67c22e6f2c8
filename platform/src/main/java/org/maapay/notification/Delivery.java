package org.maapay.notification;

import java.util.Locale;

/** How one attempt to deliver a callback ended. */
public sealed interface Delivery {
  /** Somebody answered; {@code answer} is the beginning of the body. */
  record Answered(int status, String answer, long millis) implements Delivery {}

  /** Nobody answered in time, or the place may not be called; {@code why} says it to people. */
  record Failed(String why, long millis) implements Delivery {}

  /** Whether the merchant accepted: 2xx with noticeResult SUCCESS, or the bare word. */
  default boolean isAccepted() {
    return this instanceof Answered(var status, var answer, _)
        && status / 100 == 2
        && (isBareWord(answer) || NoticeAnswer.isSuccess(answer));
  }

  private static boolean isBareWord(String answer) {
    return answer.strip().toLowerCase(Locale.ROOT).equals("success");
  }
}
