package org.maapay.notification;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How one attempt to deliver a callback ended. */
public sealed interface Delivery {
  /** Somebody answered; {@code answer} is the beginning of the body. */
  record Answered(int status, String answer, long millis) implements Delivery {}

  /** Nobody answered in time, or the place may not be called; {@code why} says it to people. */
  record Failed(String why, long millis) implements Delivery {}

  /** How long it took. */
  long millis();

  /** The answer's status; none if nobody answered. */
  default @Nullable Integer httpStatus() {
    return this instanceof Answered(var status, _, _) ? status : null;
  }

  /** What came back, or why nothing did. */
  default String text() {
    return switch (this) {
      case Answered(_, var answer, _) -> answer;
      case Failed(var why, _) -> why;
    };
  }

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
