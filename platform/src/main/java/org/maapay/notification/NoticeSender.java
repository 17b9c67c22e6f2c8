package org.maapay.notification;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.maapay.background.Bell;
import org.maapay.database.Database;
import org.maapay.database.DatabaseException;
import org.maapay.database.SharedCommit;
import org.maapay.kernel.MerchantId;
import org.maapay.notification.MerchantLine.Leased;
import org.maapay.order.PaymentOrder;
import org.maapay.order.TransactionType;
import org.maapay.outbox.Fact;
import org.maapay.payment.Teller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends callbacks that are due, many at once, but only so many to one merchant: one that does not
 * answer delays nobody else. A callback is taken under a lease, so that it is sent at least once
 * also when this process dies with it.
 */
public final class NoticeSender implements Teller, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);
  private static final Duration LEASE = Duration.ofSeconds(20);
  private static final Duration PUT_OFF = Duration.ofMillis(500);
  private static final int MOST = 200;

  /** Nobody waits for what a merchant answered to be written down. */
  private static final Duration RECORDED_WITHIN = Duration.ofMillis(100);

  /** The longest that one takes. */
  private static final Duration TIME_TO_SEND = Duration.ofSeconds(6);

  private final Database database;
  private final Notices notices;
  private final NoticeTransport transport;
  private final InstantSource clock;
  private final SharedCommit<Notices.Ended, UUID> ends;
  private final SharedCommit<Notices.Ended, Notices.Ended> firsts;
  private final Map<MerchantId, MerchantLine> lines = new ConcurrentHashMap<>();
  private final AtomicBoolean hungry = new AtomicBoolean();
  private final Map<UUID, CompletableFuture<Notices.Ended>> recording = new ConcurrentHashMap<>();
  private final Bell bell;
  private volatile boolean closed;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Sets it up.
   *
   * @param bell rung when a merchant's line has room again
   */
  public NoticeSender(
      Database database,
      Notices notices,
      NoticeTransport transport,
      Bell bell,
      InstantSource clock) {
    this.database = database;
    this.notices = notices;
    this.transport = transport;
    this.clock = clock;
    this.bell = bell;
    this.ends =
        SharedCommit.bucketed(
            database, it -> it.notice().id(), it -> it.notice().order().bucket(), this::record);
    this.firsts =
        SharedCommit.bucketed(
                database,
                it -> it.notice().id(),
                it -> it.notice().order().bucket(),
                this::recordFirst)
            .gathering(RECORDED_WITHIN);
  }

  /** Starts sending what is due; returns how many callbacks were taken. */
  public int run() {
    var until = lease();
    var wanted = new Notices.Due(clock.instant(), until, busy(), MOST);
    hungry.set(false);
    var due = database.single(tx -> notices.claim(tx, wanted));
    send(due, until);
    return due.size();
  }

  /** Whether a merchant's line has room again since the last {@link #run}. */
  boolean isHungry() {
    return hungry.get();
  }

  /** Until when a callback that is sent from here is left alone by everybody else. */
  Instant lease() {
    return clock.instant().plus(LEASE);
  }

  /** Starts sending callbacks whose lease is ours; what finds no room is left to a later moment. */
  void send(List<Notice> leased, Instant until) {
    release(leased.stream().filter(notice -> !isTaken(new Leased(notice, until, true))).toList());
  }

  /**
   * What is to be told in a conversation, too, is left to the relay, and so is what would wait in
   * the line of a slow merchant.
   */
  @Override
  public Optional<Instant> promise(PaymentOrder paid) {
    var line = lines.get(paid.wish().merchant());
    boolean promised =
        !closed
            && isForMerchantAlone(paid.wish().transactionType())
            && (line == null || line.hasRoom());
    return promised ? Optional.of(lease()) : Optional.empty();
  }

  private static boolean isForMerchantAlone(TransactionType type) {
    return switch (type) {
      case CHATBOT, AGGREGATE -> false;
      case WEBVIEW, NATIVE, MERCHANT_CODE, PAYER_CODE -> true;
    };
  }

  @Override
  public void tell(PaymentOrder paid, Fact fact) {
    try {
      var one = new Leased(Notice.ofPaid(paid, fact), fact.at(), false);
      if (!isTaken(one)) {
        threads.execute(() -> putBack(List.of(one.notice())));
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("closed: {} is told by whoever finds it in the outbox", fact.subject().value());
    }
  }

  /** Waits for what is being sent; what was not begun is left to whoever comes next. */
  @Override
  public void close() {
    closed = true;
    for (var line : lines.values()) {
      var rest = line.drain();
      release(rest.stream().filter(Leased::stored).map(Leased::notice).toList());
      putBack(rest.stream().filter(one -> !one.stored()).map(Leased::notice).toList());
    }
    threads.close();
    for (var one : recording.values()) {
      var _ = one.handle((_, _) -> true).join();
    }
  }

  /** Facts whose callbacks were not sent from here are due again. */
  private void putBack(List<Notice> all) {
    if (!all.isEmpty()) {
      var later = clock.instant().plus(PUT_OFF);
      database.run(tx -> notices.putBack(tx, all, later));
    }
  }

  private void release(List<Notice> all) {
    if (!all.isEmpty()) {
      var later = clock.instant().plus(PUT_OFF);
      database.run(tx -> notices.release(tx, all, later));
    }
  }

  /** Merchants who get no more for the moment: theirs would only keep others from being taken. */
  private Set<MerchantId> busy() {
    return lines.entrySet().stream()
        .filter(merchant -> merchant.getValue().isBusy())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private boolean isTaken(Leased one) {
    var line = lines.computeIfAbsent(one.notice().merchant(), _ -> new MerchantLine());
    return switch (line.admit(one)) {
      case SENDS -> {
        threads.execute(() -> sendAll(line, one));
        yield true;
      }
      case WAITS -> true;
      case FULL -> false;
    };
  }

  private void sendAll(MerchantLine line, Leased first) {
    for (var next = Optional.of(first); next.isPresent(); next = line.next()) {
      if (line.isRunningLow()) {
        hungry.set(true);
        bell.ring();
      }
      if (isOurs(next.get())) {
        var notice = next.get().notice();
        var ended = new Notices.Ended(notice, delivery(notice), clock.instant());
        if (next.get().stored()) {
          end(ended);
        } else {
          beginRecording(ended);
        }
      }
    }
  }

  private void end(Notices.Ended ended) {
    try {
      ends.ask(ended);
    } catch (DatabaseException e) {
      // The lease runs out and it is sent again: at least once is what was promised.
      LOG.warn("callback {} was sent but not recorded: {}", ended.notice().id(), e.state());
    }
  }

  /** The place in the line is not kept until it is written down. */
  private void beginRecording(Notices.Ended ended) {
    var recorded = firsts.begin(ended);
    var id = ended.notice().id();
    recording.put(id, recorded);
    var _ =
        recorded.whenComplete((_, failure) -> {
          recording.remove(id);
          if (failure != null) {
            LOG.warn("callback {} was sent but not recorded: {}", id, failure.toString());
          }
        });
  }

  private List<Notices.Ended> recordFirst(Connection tx, List<Notices.Ended> all)
      throws SQLException {
    new FirstAttempts(notices).record(tx, all);
    return all;
  }

  private List<UUID> record(Connection tx, List<Notices.Ended> all) throws SQLException {
    notices.record(tx, all);
    return all.stream().map(it -> it.notice().id()).toList();
  }

  /** Whether there is time to send it; whose lease nears its end is taken by somebody again. */
  private boolean isOurs(Leased one) {
    return clock.instant().plus(TIME_TO_SEND).isBefore(one.until());
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
