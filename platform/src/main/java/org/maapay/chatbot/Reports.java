package org.maapay.chatbot;

import java.time.InstantSource;
import org.maapay.database.Database;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.DeliveryState.Why;
import org.maapay.messaging.uplink.UplinkEvent.DeliveryReported;
import org.maapay.messaging.uplink.UplinkEvent.SpamReported;

/** What operators and the SMS centre tell of messages that were sent. */
final class Reports {
  private final Database database;
  private final Refusing refusing;
  private final InstantSource clock;
  private final Messages messages = new Messages();

  Reports(Database database, Refusing refusing, InstantSource clock) {
    this.database = database;
    this.refusing = refusing;
    this.clock = clock;
  }

  void reported(DeliveryReported report) {
    var id = report.messageId();
    var bucket = Message.bucketOf(id);
    if (bucket.isEmpty()) {
      return;
    }
    switch (report.state()) {
      case Station.DELIVERED, Station.DISPLAYED, Station.SMS_FALLBACK ->
          database.run(tx -> messages.delivered(tx, bucket.get(), id));
      case Failed(var why, _) -> {
        // The number has moved, or another handset is in use: the way is looked for again.
        if (why == Why.NO_TERMINAL || why == Why.NOT_CAPABLE) {
          var at = clock.instant().plus(ChatbotSender.pause(1));
          database.run(tx -> messages.again(tx, bucket.get(), id, at));
        }
      }
      case Station.SENT, Station.REVOKED, Station.REVOKE_FAILED -> {}
    }
  }

  /** How far the SMS came that took the place of the message with {@code id}. */
  void smsReported(String id, DeliveryState state) {
    var bucket = Message.bucketOf(id);
    if (bucket.isEmpty()) {
      return;
    }
    switch (state) {
      case Station.SMS_FALLBACK, Station.DELIVERED, Station.DISPLAYED ->
          database.run(tx -> messages.delivered(tx, bucket.get(), id));
      case Failed(_, var code) -> {
        var now = clock.instant();
        database.run(tx -> messages.smsFailed(tx, bucket.get(), id, code, now));
      }
      case Station.SENT, Station.REVOKED, Station.REVOKE_FAILED -> {}
    }
  }

  /** A complaint about a card stops its merchant's requests to that user. */
  void complained(SpamReported spam) {
    for (var id : spam.messageIds()) {
      Message.bucketOf(id)
          .flatMap(bucket -> database.read(tx -> messages.orderOf(tx, bucket, id)))
          .flatMap(refusing::find)
          .ifPresent(order -> {
            refusing.report(order);
            refusing.block(order);
          });
    }
  }
}
