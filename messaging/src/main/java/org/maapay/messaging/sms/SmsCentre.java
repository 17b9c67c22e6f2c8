package org.maapay.messaging.sms;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A short message service centre, or an aggregator that speaks like one, as SMPP 3.4 reaches it.
 *
 * @param tls how the connection is encrypted; null for a line that is private by itself
 * @param alphabet what the centre understands where a message names no alphabet
 * @param form how users' numbers are written
 * @param receipts whether the centre is asked to report deliveries
 */
public record SmsCentre(
    String host,
    int port,
    Login login,
    @Nullable SSLContext tls,
    Source source,
    DefaultAlphabet alphabet,
    NumberForm form,
    boolean receipts,
    Limits limits) {
  /** The account; at most 15, 8 and 12 octets. */
  public record Login(String systemId, String password, String systemType) {
    @Override
    public String toString() {
      return "Login[" + systemId + "]";
    }
  }

  /** What users see as the sender, with the kind and plan of number (SMPP 3.4, 5.2.5 and 5.2.6). */
  public record Source(String address, int ton, int npi) {}

  /**
   * How much, how often, how long.
   *
   * @param perSecond short messages; the centre refuses what is faster
   * @param window how many may wait for their answer at once
   * @param answer how long an answer may take
   * @param idle after how long without traffic the link is tried
   */
  public record Limits(int perSecond, int window, Duration answer, Duration idle) {
    public static final Limits STANDARD =
        new Limits(10, 10, Duration.ofSeconds(10), Duration.ofSeconds(30));
  }

  /** What data coding 0 means to the centre. */
  public enum DefaultAlphabet {
    /** The alphabet of GSM: short for English. */
    GSM7,
    /** Not known: every text goes in UCS-2. */
    OTHER
  }

  /** How a number is written. */
  public enum NumberForm {
    /** 8613800138000. */
    INTERNATIONAL,
    /** 13800138000. */
    NATIONAL
  }
}
