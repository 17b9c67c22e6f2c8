package org.maapay.messaging;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a message is to be carried.
 *
 * @param traffic what it is for; operators bill and rank by it
 * @param stored kept for a handset that is switched off
 * @param smsText what a handset without 5G messages gets as SMS; null for no SMS. It must hold no
 *     link: an SMS can be read by others on the way, and a link may be worth money
 * @param reports what the operator is to report
 */
public record Delivery(
    @Nullable Traffic traffic, boolean stored, @Nullable String smsText, Set<Report> reports) {
  /** Stored, no SMS, everything reported. */
  public static final Delivery STANDARD =
      new Delivery(null, true, null, EnumSet.allOf(Report.class));

  public Delivery {
    reports = Set.copyOf(reports);
  }

  public Delivery as(Traffic kind) {
    return new Delivery(kind, stored, smsText, reports);
  }

  public Delivery orBySms(String text) {
    return new Delivery(traffic, stored, text, reports);
  }

  /** The operators' kinds of traffic; the wire has lower case. */
  public enum Traffic {
    ADVERTISEMENT,
    PAYMENT,
    PREMIUM,
    SUBSCRIPTION,
    TOKEN;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What an operator can report. */
  public enum Report {
    SENT("sent"),
    FAILED("failed"),
    DELIVERED("delivered"),
    DISPLAYED("displayed"),
    DELIVERED_TO_NETWORK("deliveredToNetwork");

    private final String wire;

    Report(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }
  }
}
