package org.maapay.messaging.uplink;

import java.util.List;
import java.util.Map;

/** What became of a callback, and with it the HTTP answer. */
public sealed interface UplinkAnswer {
  int status();

  /**
   * Genuine. Answer 200 with these headers, after the events have had their effect: an operator
   * that gets another answer sends it all again.
   *
   * @param events what is new in it; empty for a mere copy
   * @param body what to answer; most operators want nothing
   */
  record Accepted(List<UplinkEvent> events, Map<String, String> headers, String body)
      implements UplinkAnswer {
    public Accepted(List<UplinkEvent> events, Map<String, String> headers) {
      this(events, headers, "");
    }

    public Accepted {
      events = List.copyOf(events);
      headers = Map.copyOf(headers);
    }

    @Override
    public int status() {
      return 200;
    }
  }

  record Refused(Reason reason) implements UplinkAnswer {
    @Override
    public int status() {
      return reason.status;
    }
  }

  /** Why a callback was refused, in the order in which they are looked at. */
  enum Reason {
    TOO_LARGE(413),
    /** It came from an address, or with a certificate, that is not the operator's. */
    STRANGER(403),
    UNKNOWN_PATH(404),
    WRONG_METHOD(405),
    UNKNOWN_CHATBOT(404),
    UNSIGNED(401),
    BAD_SIGNATURE(401),
    STALE(401),
    /** The nonce was used for another content. */
    REPLAYED(401),
    UNREADABLE(400),
    /** It is addressed to another chatbot than its path says. */
    MISADDRESSED(400),
    /** It tells of a message whose sending was not answered yet: the operator comes again. */
    TOO_EARLY(503);

    private final int status;

    Reason(int status) {
      this.status = status;
    }
  }
}
