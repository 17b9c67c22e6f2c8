package org.maapay.notification;

import java.net.URI;

/** Carries one callback to the merchant and brings back what it answered. Never throws. */
public interface NoticeTransport {
  Delivery post(URI url, Notice notice);
}
