package org.maapay.messaging.routing;

import java.time.Instant;
import java.util.List;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.PhoneNumber;

/**
 * The messages that wait for their operator, bounded per operator. A host that must not lose any
 * keeps them in its data base; one message of one user never overtakes another.
 */
public interface Waiting {
  /** Puts a message behind those of its operator; false if there is no room. */
  boolean offer(String operator, Entry entry);

  /** True if a message of this user waits there. */
  boolean holds(String operator, PhoneNumber user);

  /**
   * Takes the oldest messages that are due: at most one of each user, so that none overtakes. What
   * is taken comes back after a while unless {@link #done} or {@link #again} is said of it.
   */
  List<Entry> take(String operator, Instant now, int most);

  /** The message is settled, one way or the other. */
  void done(String operator, Entry entry);

  /** The message waits on, at its old place. */
  void again(String operator, Entry entry, Instant notBefore);

  int size(String operator);

  /**
   * A message on its way.
   *
   * @param chatbot the name of the chatbot that speaks
   * @param validUntil when it is of no use any more
   */
  record Entry(String chatbot, Downlink message, Instant validUntil) {}
}
