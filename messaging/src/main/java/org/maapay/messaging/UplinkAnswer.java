package org.maapay.messaging;

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
   */
  record Accepted(List<UplinkEvent> events, Map<String, String> headers) implements UplinkAnswer {
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
    MISADDRESSED(400);

    private final int status;

    Reason(int status) {
      this.status = status;
    }
  }
}
