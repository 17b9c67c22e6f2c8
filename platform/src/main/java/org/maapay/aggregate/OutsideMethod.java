package org.maapay.aggregate;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maapay.order.AttemptNo;

/**
 * The method of an attempt at an institution outside: which one, and which attempt, so that whoever
 * holds the method can find what was prepared there. No user's method looks like it.
 */
record OutsideMethod(String institution, AttemptNo attempt) {
  private static final Pattern TEXT = Pattern.compile("@([A-Z0-9_]{1,32})/([1-9]\\d{0,5})");

  static Optional<OutsideMethod> of(@Nullable String method) {
    var parts = TEXT.matcher(method == null ? "" : method);
    return parts.matches()
        ? Optional.of(
            new OutsideMethod(parts.group(1), new AttemptNo(Integer.parseInt(parts.group(2), 10))))
        : Optional.empty();
  }

  /** As orders, attempts and refunds store it. */
  String text() {
    return "@" + institution + "/" + attempt.value();
  }
}
