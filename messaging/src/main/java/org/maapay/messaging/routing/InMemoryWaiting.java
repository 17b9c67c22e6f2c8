package org.maapay.messaging.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.maapay.messaging.PhoneNumber;

/** What waits in one process; a restart forgets it. */
public final class InMemoryWaiting implements Waiting {
  private static final int TAKEN_SECONDS = 60;

  private final int most;
  private final Map<String, Map<String, Place>> queues = new HashMap<>();

  /** At most {@code most} messages for one operator. */
  public InMemoryWaiting(int most) {
    this.most = most;
  }

  private record Place(Entry entry, Instant notBefore) {}

  @Override
  public synchronized boolean offer(String operator, Entry entry) {
    var queue = queue(operator);
    if (queue.size() >= most && !queue.containsKey(key(entry))) {
      return false;
    }
    queue.putIfAbsent(key(entry), new Place(entry, Instant.MIN));
    return true;
  }

  @Override
  public synchronized boolean holds(String operator, PhoneNumber user) {
    return queue(operator).values().stream()
        .anyMatch(place -> place.entry().message().to().equals(user));
  }

  @Override
  public synchronized List<Entry> take(String operator, Instant now, int most) {
    var taken = new ArrayList<Entry>();
    var users = new HashSet<PhoneNumber>();
    for (var place : queue(operator).entrySet()) {
      var entry = place.getValue().entry();
      boolean first = users.add(entry.message().to());
      if (taken.size() < most && first && !place.getValue().notBefore().isAfter(now)) {
        place.setValue(new Place(entry, now.plusSeconds(TAKEN_SECONDS)));
        taken.add(entry);
      }
    }
    return taken;
  }

  @Override
  public synchronized void done(String operator, Entry entry) {
    queue(operator).remove(key(entry));
  }

  @Override
  public synchronized void again(String operator, Entry entry, Instant notBefore) {
    queue(operator).replace(key(entry), new Place(entry, notBefore));
  }

  @Override
  public synchronized int size(String operator) {
    return queue(operator).size();
  }

  private Map<String, Place> queue(String operator) {
    return Objects.requireNonNull(
        queues.computeIfAbsent(operator, _ -> new LinkedHashMap<>()), "computed");
  }

  private static String key(Entry entry) {
    return entry.chatbot() + " " + entry.message().messageId();
  }
}
