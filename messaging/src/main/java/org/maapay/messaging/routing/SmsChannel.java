package org.maapay.messaging.routing;

import org.maapay.messaging.PhoneNumber;

/** Sends SMS for operators that don't do it themselves. Texts hold no link: they were checked. */
@FunctionalInterface
public interface SmsChannel {
  /** No SMS. */
  SmsChannel NONE = (_, _, _) -> false;

  /** Sends once for each id; false if it was not taken. */
  boolean send(PhoneNumber to, String id, String text);
}
