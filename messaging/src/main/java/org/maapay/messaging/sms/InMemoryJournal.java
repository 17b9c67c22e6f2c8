package org.maapay.messaging.sms;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.PhoneNumber;

/** A journal for one process; a restart forgets it, and the oldest of very many are forgotten. */
public final class InMemoryJournal implements SmsJournal {
  private static final int MOST = 100_000;

  /** Longer than any answer is waited for. */
  private static final Duration ANSWERED = Duration.ofMinutes(1);

  private final Map<String, Row> rows = new Bounded();
  private final InstantSource clock;

  private record Row(
      Part part, Instant left, @Nullable String centreId, @Nullable DeliveryState state) {
    Row as(@Nullable String id, @Nullable DeliveryState told) {
      return new Row(part, left, id, told);
    }
  }

  public InMemoryJournal(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Before leave(Part part) {
    var row = rows.putIfAbsent(key(part), new Row(part, clock.instant(), null, null));
    if (row == null) {
      return Before.FREE;
    }
    return row.centreId() == null && row.state() == null ? Before.IN_DOUBT : Before.TAKEN;
  }

  @Override
  public synchronized void taken(Part part, String centreId) {
    rows.computeIfPresent(key(part), (_, row) -> row.as(centreId, row.state()));
  }

  @Override
  public synchronized void stayed(Part part) {
    rows.remove(key(part));
  }

  @Override
  public synchronized Settled settle(Receipt receipt) {
    var found = find(receipt);
    if (found.isEmpty()) {
      var since = clock.instant().minus(ANSWERED);
      boolean underWay =
          rows.values().stream()
              .filter(row -> row.part().to().equals(receipt.user()) && row.left().isAfter(since))
              .anyMatch(row -> row.centreId() == null && row.state() == null);
      return underWay ? new Settled.NotYet() : new Settled.Nothing();
    }
    var row = found.get();
    var earlier = row.state();
    if (receipt.state() == Station.SENT || (earlier != null && !receipt.state().follows(earlier))) {
      return new Settled.Nothing();
    }
    rows.put(key(row.part()), row.as(row.centreId(), receipt.state()));
    return whole(row.part(), receipt.state());
  }

  @Override
  public synchronized Optional<String> last(PhoneNumber user) {
    return rows.values().stream()
        .filter(row -> row.part().to().equals(user))
        .max(Comparator.comparing(Row::left))
        .map(row -> row.part().messageId());
  }

  private Optional<Row> find(Receipt receipt) {
    return rows.values().stream()
        .filter(row -> row.part().to().equals(receipt.user()))
        .filter(row -> {
          var id = row.centreId();
          var reference = receipt.reference();
          return id == null
              ? reference != null && reference == row.part().reference()
              : receipt.centreIds().contains(id);
        })
        .findFirst();
  }

  private Settled whole(Part part, DeliveryState state) {
    if (state instanceof Failed) {
      return new Settled.Whole(part.messageId(), state);
    }
    long arrived =
        rows.values().stream()
            .filter(row -> row.part().messageId().equals(part.messageId()))
            .filter(row -> row.state() == Station.SMS_FALLBACK)
            .count();
    return arrived == part.of()
        ? new Settled.Whole(part.messageId(), state)
        : new Settled.Nothing();
  }

  private static String key(Part part) {
    return part.messageId() + " " + part.no();
  }

  private static final class Bounded extends LinkedHashMap<String, Row> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Row> eldest) {
      return size() > MOST;
    }
  }
}
