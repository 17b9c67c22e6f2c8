package org.maapay.notification;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.maapay.database.Database;
import org.maapay.kernel.MerchantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends callbacks that are due, many at once, but only so many to one merchant: one that does not
 * answer delays nobody else. A callback is taken under a lease, so that it is sent at least once
 * also when this process dies with it.
 */
public final class NoticeSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);
  private static final Duration LEASE = Duration.ofSeconds(20);
  private static final Duration PUT_OFF = Duration.ofMillis(500);
  private static final int MOST = 200;
  private static final int AT_ONCE_PER_MERCHANT = 32;

  private final Database database;
  private final Notices notices;
  private final NoticeTransport transport;
  private final InstantSource clock;
  private final Records records;
  private final Map<MerchantId, Semaphore> places = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public NoticeSender(
      Database database, Notices notices, NoticeTransport transport, InstantSource clock) {
    this.database = database;
    this.notices = notices;
    this.transport = transport;
    this.clock = clock;
    this.records = new Records(database, notices, clock);
  }

  /** Starts sending what is due; returns how many callbacks were taken. */
  public int run() {
    var now = clock.instant();
    var wanted = new Notices.Due(now, now.plus(LEASE), busy(), MOST);
    var due = database.write(tx -> notices.claim(tx, wanted));
    send(due);
    return due.size();
  }

  /** Until when a callback that is sent from here is left alone by everybody else. */
  Instant lease() {
    return clock.instant().plus(LEASE);
  }

  /** Starts sending callbacks whose lease is ours; those of merchants with no place left wait. */
  void send(List<Notice> leased) {
    var surplus = leased.stream().filter(notice -> !isDispatched(notice)).toList();
    if (!surplus.isEmpty()) {
      var later = clock.instant().plus(PUT_OFF);
      database.run(tx -> {
        for (var notice : surplus) {
          notices.release(tx, notice, later);
        }
      });
    }
  }

  /** Waits for what is being sent. */
  @Override
  public void close() {
    threads.close();
    records.close();
  }

  /** Merchants who get no more for the moment: theirs would only keep others from being taken. */
  private Set<MerchantId> busy() {
    return places.entrySet().stream()
        .filter(merchant -> merchant.getValue().availablePermits() == 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private boolean isDispatched(Notice notice) {
    var place = places.computeIfAbsent(notice.merchant(), _ -> new Semaphore(AT_ONCE_PER_MERCHANT));
    if (!place.tryAcquire()) {
      return false;
    }
    threads.execute(() -> {
      try {
        send(notice);
      } finally {
        place.release();
      }
    });
    return true;
  }

  private void send(Notice notice) {
    records.add(new Notices.Ended(notice, delivery(notice)));
  }

  /** A transport that fails is a failed attempt like any other: it is kept, shown and repeated. */
  private Delivery delivery(Notice notice) {
    try {
      return transport.post(URI.create(notice.url()), notice);
    } catch (RuntimeException e) {
      LOG.error("callback {} could not be sent", notice.id(), e);
      return new Delivery.Failed("could not be sent", 0);
    }
  }
}
