package org.maapay.database;

import java.lang.StackWalker.StackFrame;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Holds every statement to the rule by which the data spreads over machines: what looks at a
 * bucketed table names the bucket, and a transaction stays within the buckets of one lane. What
 * tests ask for themselves is free; what else is allowed stands in {@link #ALLOWED}.
 */
final class StatementRecorder {
  /** Methods that may look at all buckets or lanes at once, each with the reason. */
  static final Map<String, String> ALLOWED =
      Map.ofEntries(
          Map.entry("ledger.LedgerCheck.check", "the check by command reads all books"),
          Map.entry("ledger.statement.ReserveChecks.look", "the daily sum over all buckets"),
          Map.entry("ledger.Transits.waiting", "a job, for all buckets of one lane at a time"),
          Map.entry("ledger.hold.HoldRows.due", "a job reads which holds are over"),
          Map.entry("mandate.MandateRows.due", "a job reads which mandates nobody signed"),
          Map.entry("mandate.MandateRows.unsettled", "a job reads what was left half done"),
          Map.entry("mandate.MandateUses.due", "a job claims uses of all buckets"),
          Map.entry("mode.PasswordFree.settle", "a job settles uses of all buckets it claimed"),
          Map.entry("order.PaymentOrders.due", "a job reads which orders are over"),
          Map.entry("payment.PaymentAttempts.claimDue", "a job claims attempts to ask about"),
          Map.entry("payment.ContradictionRows.claimDue", "a job claims cases to ask about"),
          Map.entry("refund.RefundRows.claimDue", "a job claims refunds to ask about"),
          Map.entry("chatbot.Messages.claim", "the sender claims messages of all buckets"),
          Map.entry("chatbot.Requests.missing", "a job reads which orders nobody was asked about"),
          Map.entry("risk.SharedCounts.purge", "a job deletes stretches that are over"),
          Map.entry("chatbot.Messages.purge", "a job deletes messages of long ago"),
          Map.entry("outbox.Outbox.claim", "the relay claims facts of all buckets"),
          Map.entry("notification.NoticeRelay.stored", "the relay stores what it claimed"),
          Map.entry("notification.Notices.claim", "the sender claims callbacks of all buckets"),
          Map.entry("notification.Notices.resend", "an operator's command, by the callback's id"),
          Map.entry("notification.DeadNotices.list", "an operator's command, over all buckets"),
          Map.entry("notification.DeadNotices.extent", "an operator's command, over all buckets"),
          Map.entry("notification.DeadNotices.resend", "an operator's command, over all buckets"),
          Map.entry("notification.DeadNotices.states", "an operator's command, by the number"));

  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private final Set<String> bucketed;
  private final int lanes;
  private final Predicate<Class<?>> product;
  private final Map<String, Reading> readings = new ConcurrentHashMap<>();
  private final Set<String> offences = new ConcurrentSkipListSet<>();

  /** What a statement's text says. */
  record Reading(Set<String> unbound, Set<Integer> bucketParameters) {}

  /**
   * @param bucketed the tables that have a bucket
   * @param product whether a class is held to the rules
   */
  StatementRecorder(Set<String> bucketed, int lanes, Predicate<Class<?>> product) {
    this.bucketed = bucketed;
    this.lanes = lanes;
    this.product = product;
  }

  /** {@code source}, recorded. */
  DataSource over(DataSource source) {
    return Recorded.proxy(
        DataSource.class,
        source,
        (_, answer, _) ->
            answer instanceof Connection connection
                ? new Transaction(this).over(connection)
                : answer);
  }

  /** What broke a rule, once each. */
  List<String> offences() {
    return List.copyOf(offences);
  }

  /** Reads {@code sql}, and notes where it looks at all buckets though it must not. */
  Reading prepared(String sql) {
    var reading =
        readings.computeIfAbsent(
            sql,
            text -> new Reading(BucketedSql.unbound(text, bucketed), BucketParameters.of(text)));
    if (!reading.unbound().isEmpty()) {
      offender(frames(false))
          .ifPresent(who ->
              offences.add(who + " names no bucket of " + reading.unbound() + ": " + sql.strip()));
    }
    return reading;
  }

  /** A transaction ends that touched {@code buckets} by {@code statements}. */
  void ended(Set<Integer> buckets, Set<String> statements) {
    var touched = new TreeSet<Integer>();
    buckets.forEach(bucket -> touched.add(bucket % lanes));
    if (touched.size() > 1) {
      offender(frames(true))
          .ifPresent(who ->
              offences.add(who + " touches the lanes " + touched + " at once: " + statements));
    }
  }

  /** The method at the top of {@code frames}, unless it belongs to a test or is allowed. */
  private Optional<String> offender(Stream<StackFrame> frames) {
    var top = frames.findFirst();
    if (top.isPresent() && !product.test(top.get().getDeclaringClass())) {
      return Optional.empty();
    }
    return Optional.of(top.map(StatementRecorder::name).orElse("a thread of the database"))
        .filter(who -> !ALLOWED.containsKey(who));
  }

  /** Our own frames: from who wrote the statement, or from who asked for the transaction. */
  private static Stream<StackFrame> frames(boolean transaction) {
    var frames =
        STACK.walk(stack ->
            stack
                .filter(frame -> frame.getClassName().startsWith("org.maapay."))
                .filter(frame -> !isOurs(frame.getDeclaringClass()))
                .toList());
    return frames.stream()
        .dropWhile(frame -> transaction && !isDatabase(frame))
        .dropWhile(frame -> transaction && isDatabase(frame));
  }

  private static boolean isOurs(Class<?> type) {
    var name = type.getName();
    return Stream.of(
            StatementRecorder.class, Transaction.class, Recorded.class, ForgetfulSource.class)
        .anyMatch(ours -> name.equals(ours.getName()) || name.startsWith(ours.getName() + "$"));
  }

  private static boolean isDatabase(StackFrame frame) {
    return frame.getClassName().startsWith("org.maapay.database.")
        && !frame.getClassName().endsWith("Test");
  }

  /** {@code payment.OutcomeBook.claim}, also for what a method passed on to be called. */
  private static String name(StackFrame frame) {
    var method = frame.getMethodName().replaceAll("^lambda\\$(\\w+)\\$\\d+$", "$1");
    return frame.getDeclaringClass().getName().substring("org.maapay.".length()) + "." + method;
  }
}
