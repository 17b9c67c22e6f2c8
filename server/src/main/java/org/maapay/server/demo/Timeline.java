package org.maapay.server.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maapay.database.Database;
import org.maapay.edge.http.json.Json;
import org.maapay.notification.Notices;
import org.maapay.order.OrderState;
import org.maapay.order.PaymentOrder;

/** What became of one order and when, for the drawer beside the handset. */
final class Timeline {
  private static final String ATTEMPTS =
      """
      SELECT attempt_no, state, reason, ended_at FROM payment_attempt
       WHERE bucket = ? AND pay_order_no = ? ORDER BY attempt_no
      """;
  private static final String REFUNDS =
      """
      SELECT refund_order_no, state, created_at, ended_at FROM refund
       WHERE bucket = ? AND pay_order_no = ? ORDER BY created_at
      """;

  private final Database database;
  private final Notices notices;
  private final DemoClock clock;

  Timeline(Database database, Notices notices, DemoClock clock) {
    this.clock = clock;
    this.database = database;
    this.notices = notices;
  }

  private record Event(Instant at, String kind, String detail, @Nullable Integer millis) {
    /** With the machine's time besides the platform's, for what is measured across both. */
    Json.Obj json(DemoClock clock) {
      var members =
          Json.members()
              .put("at", at.toString())
              .put("wallAt", clock.wallOf(at).toString())
              .put("kind", kind)
              .put("detail", detail);
      return millis == null ? members.build() : members.put("millis", (long) millis).build();
    }
  }

  Json.Obj of(PaymentOrder order) {
    var events = new ArrayList<Event>();
    events.add(new Event(order.createdAt(), "PLACED", order.wish().transactionType().name(), null));
    switch (order.state()) {
      case OrderState.Paid(_, var at) -> events.add(new Event(at, "PAID", "", null));
      case OrderState.Closed(_, var at) -> events.add(new Event(at, "CLOSED", "", null));
      case OrderState.Open _, OrderState.Paying _ -> {}
    }
    database.read(tx -> {
      attempts(tx, order, events);
      refunds(tx, order, events);
      callbacks(tx, order, events);
      return true;
    });
    events.sort(Comparator.comparing(Event::at));
    List<Json.Obj> list = events.stream().map(event -> event.json(clock)).toList();
    return Json.members()
        .put("payOrderNo", order.payOrderNo().value())
        .put("orderStatus", order.status().name())
        .put("events", Json.of(list))
        .build();
  }

  /** The callbacks of an order with every attempt. */
  Json.Obj notices(PaymentOrder order) {
    List<Json.Obj> list =
        database.read(tx -> notices.of(tx, order.payOrderNo())).stream()
            .map(notice -> notice(order, notice))
            .toList();
    return Json.members().put("notifications", Json.of(list)).build();
  }

  private Json.Obj notice(PaymentOrder order, Notices.Shown notice) {
    var bucket = order.payOrderNo().bucket();
    List<Json.Obj> attempts =
        database.read(tx -> notices.attempts(tx, bucket, notice.id())).stream()
            .map(attempt ->
                Json.members()
                    .put("attempt", (long) attempt.no())
                    .put("at", attempt.at().toString())
                    .put("millis", (long) attempt.millis())
                    .put("status", attempt.status() == null ? 0L : (long) attempt.status())
                    .put("answer", attempt.answer())
                    .build())
            .toList();
    return Json.members()
        .put("notificationId", notice.id().toString())
        .put("kind", notice.kind().name())
        .put("url", notice.url())
        .put("state", notice.state())
        .put("attempts", Json.of(attempts))
        .put("nextAt", notice.nextAt().toString())
        .build();
  }

  private static void attempts(Connection tx, PaymentOrder order, List<Event> events)
      throws SQLException {
    var payer = order.payer();
    if (payer == null) {
      return;
    }
    try (var query = tx.prepareStatement(ATTEMPTS)) {
      query.setInt(1, payer.bucket().value());
      query.setString(2, order.payOrderNo().value());
      try (var row = query.executeQuery()) {
        while (row.next()) {
          var no = row.getString(1);
          events.add(new Event(row.getTimestamp(4).toInstant(), "ATTEMPT", no, null));
          if (row.getString(2).equals("DECLINED")) {
            events.add(
                new Event(row.getTimestamp(4).toInstant(), "DECLINED", row.getString(3), null));
          }
        }
      }
    }
  }

  private static void refunds(Connection tx, PaymentOrder order, List<Event> events)
      throws SQLException {
    try (var query = tx.prepareStatement(REFUNDS)) {
      query.setInt(1, order.payOrderNo().bucket().value());
      query.setString(2, order.payOrderNo().value());
      try (var row = query.executeQuery()) {
        while (row.next()) {
          var no = row.getString(1);
          events.add(new Event(row.getTimestamp(3).toInstant(), "REFUND", no, null));
          var ended = row.getTimestamp(4);
          if (ended != null) {
            events.add(new Event(ended.toInstant(), "REFUND_" + row.getString(2), no, null));
          }
        }
      }
    }
  }

  private void callbacks(Connection tx, PaymentOrder order, List<Event> events)
      throws SQLException {
    for (var notice : notices.of(tx, order.payOrderNo())) {
      for (var attempt : notices.attempts(tx, order.payOrderNo().bucket(), notice.id())) {
        var accepted = notice.state().equals("ACCEPTED") && attempt.no() == notice.attempts();
        var status = attempt.status();
        events.add(
            new Event(
                attempt.at(),
                accepted ? "NOTICE_ACCEPTED" : "NOTICE_ATTEMPT",
                status == null ? attempt.answer() : status + " " + attempt.answer(),
                attempt.millis()));
      }
    }
  }
}
