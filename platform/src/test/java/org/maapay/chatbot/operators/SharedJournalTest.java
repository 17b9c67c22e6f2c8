package org.maapay.chatbot.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.maapay.AtOnce;
import org.maapay.TestPlatform;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.DeliveryState.Why;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.sms.SmsJournal.Before;
import org.maapay.messaging.sms.SmsJournal.Part;
import org.maapay.messaging.sms.SmsJournal.Receipt;
import org.maapay.messaging.sms.SmsJournal.Settled;

/** What all nodes know of the SMS that left. */
class SharedJournalTest {
  private static final PhoneNumber ANNA = PhoneNumber.parse("13800138000");
  private static final PhoneNumber BERT = PhoneNumber.parse("13900139000");
  private static final Failed UNDELIVERED = new Failed(Why.UNKNOWN, "UNDELIV");

  @AutoClose private final TestPlatform platform = new TestPlatform();
  private final SharedJournal journal =
      new SharedJournal(platform.database, platform.persons, platform.clock);

  private static Part part(int no) {
    return new Part("m1", no, 2, ANNA, 40 + no);
  }

  private Settled settle(String id, @Nullable Integer reference, DeliveryState state) {
    return journal.settle(new Receipt(ANNA, List.of(id, "0" + id), reference, state));
  }

  @Test
  void of_many_that_would_send_a_part_one_may() {
    var before = AtOnce.run(8, _ -> journal.leave(part(1)));
    assertThat(before).filteredOn(Before.FREE::equals).hasSize(1);
    assertThat(before).filteredOn(Before.IN_DOUBT::equals).hasSize(7);
    journal.taken(part(1), "a1");
    assertThat(journal.leave(part(1))).isEqualTo(Before.TAKEN);
    assertThat(journal.leave(part(2))).isEqualTo(Before.FREE);
    journal.stayed(part(2));
    assertThat(journal.leave(part(2))).isEqualTo(Before.FREE);
  }

  @Test
  void a_text_has_arrived_when_all_its_parts_have() {
    for (int no = 1; no <= 2; no++) {
      journal.leave(part(no));
      journal.taken(part(no), "a" + no);
    }
    assertThat(settle("a1", null, Station.SENT)).isEqualTo(new Settled.Nothing());
    assertThat(settle("a1", null, Station.SMS_FALLBACK)).isEqualTo(new Settled.Nothing());
    assertThat(settle("a2", null, Station.SMS_FALLBACK))
        .isEqualTo(new Settled.Whole("m1", Station.SMS_FALLBACK));
    assertThat(settle("a2", null, UNDELIVERED))
        .as("what arrived has arrived")
        .isEqualTo(new Settled.Whole("m1", Station.SMS_FALLBACK));
  }

  @Test
  void one_part_that_failed_fails_the_text() {
    journal.leave(part(1));
    journal.taken(part(1), "0a1");
    assertThat(settle("a1", null, UNDELIVERED)).isEqualTo(new Settled.Whole("m1", UNDELIVERED));
  }

  @Test
  void a_receipt_of_a_part_in_doubt_is_known_by_its_reference() {
    journal.leave(new Part("m1", 1, 1, ANNA, 41));
    assertThat(settle("a1", 41, Station.SMS_FALLBACK))
        .isEqualTo(new Settled.Whole("m1", Station.SMS_FALLBACK));
    assertThat(journal.leave(new Part("m1", 1, 1, ANNA, 41))).isEqualTo(Before.TAKEN);
  }

  @Test
  void a_receipt_that_may_be_of_a_part_under_way_comes_again_for_a_while() {
    journal.leave(part(1));
    assertThat(settle("a1", null, Station.SMS_FALLBACK)).isEqualTo(new Settled.NotYet());
    assertThat(journal.settle(new Receipt(BERT, List.of("a1"), null, Station.SMS_FALLBACK)))
        .isEqualTo(new Settled.Nothing());
    platform.clock.tick(Duration.ofMinutes(2));
    assertThat(settle("a1", null, Station.SMS_FALLBACK)).isEqualTo(new Settled.Nothing());
  }

  @Test
  void the_text_that_left_last_is_what_a_user_answers() {
    assertThat(journal.last(ANNA)).isEmpty();
    journal.leave(part(1));
    platform.clock.tick(Duration.ofSeconds(1));
    journal.leave(new Part("m0", 1, 1, ANNA, 7));
    assertThat(journal.last(ANNA)).contains("m0");
    assertThat(journal.last(BERT)).isEmpty();
  }

  @Test
  void no_number_stands_in_it() {
    journal.leave(part(1));
    assertThat(
            platform.number("SELECT count(*) FROM sms_part p WHERE p::text LIKE '%13800138000%'"))
        .isZero();
  }
}
