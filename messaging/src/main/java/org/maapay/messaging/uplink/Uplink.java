package org.maapay.messaging.uplink;

/** The callback side of a wire family: judges a raw request and reads what it says. */
public interface Uplink {
  /**
   * Judges and reads a request. Never throws for what an outsider sent. May be called from any
   * thread. The events are claimed as seen: whoever then fails to handle one has lost it.
   */
  UplinkAnswer receive(UplinkRequest request);

  /**
   * The same, with every new event handled before this returns. When the handler throws, its event
   * and those after it count as not seen, and the exception goes on to the caller, who answers with
   * an error so that the operator sends them again.
   */
  UplinkAnswer receive(UplinkRequest request, Handler handler);

  /** Does what an event asks for. */
  interface Handler {
    void handle(UplinkEvent event);
  }
}
