package org.maapay.aggregate;

import java.util.Optional;
import java.util.regex.Pattern;
import org.maapay.kernel.PayOrderNo;
import org.maapay.order.AttemptNo;

/** The number by which an institution outside knows an attempt: the order's and the attempt's. */
record OutsideNumber(PayOrderNo order, AttemptNo attempt) {
  private static final Pattern TEXT = Pattern.compile("(\\d{31})-([1-9]\\d{0,5})");

  static Optional<OutsideNumber> of(String number) {
    var parts = TEXT.matcher(number);
    return parts.matches() && PayOrderNo.isOne(parts.group(1))
        ? Optional.of(
            new OutsideNumber(
                new PayOrderNo(parts.group(1)),
                new AttemptNo(Integer.parseInt(parts.group(2), 10))))
        : Optional.empty();
  }

  String text() {
    return order.value() + "-" + attempt.value();
  }
}
