package org.maapay.chatbot;

import java.time.Instant;
import java.util.List;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.routing.Waiting;

/** Messages wait as rows of ours, in order per user; the dispatcher keeps none beside them. */
public final class NoWaiting implements Waiting {
  @Override
  public boolean offer(String operator, Entry entry) {
    return false;
  }

  @Override
  public boolean holds(String operator, PhoneNumber user) {
    return false;
  }

  @Override
  public List<Entry> take(String operator, Instant now, int most) {
    return List.of();
  }

  @Override
  public void done(String operator, Entry entry) {}

  @Override
  public void again(String operator, Entry entry, Instant notBefore) {}

  @Override
  public int size(String operator) {
    return 0;
  }
}
