package org.maapay.mandate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.maapay.kernel.UserId;
import org.maapay.mandate.MandateChange.Moved;
import org.maapay.mandate.MandateChange.Reason;
import org.maapay.mandate.MandateChange.Refused;
import org.maapay.mandate.MandateChange.Repeated;
import org.maapay.mandate.MandateEvent.Expire;
import org.maapay.mandate.MandateEvent.Revoke;
import org.maapay.mandate.MandateEvent.Sign;
import org.maapay.mandate.MandateState.Active;
import org.maapay.mandate.MandateState.Expired;
import org.maapay.mandate.MandateState.Party;
import org.maapay.mandate.MandateState.Pending;
import org.maapay.mandate.MandateState.Revoked;

/** The whole table: each state with each event. */
class MandateStateTest {
  private static final UserId USER = new UserId("U00420000000000000001");
  private static final UserId OTHER = new UserId("U00420000000000000002");
  private static final Instant THEN = Instant.parse("2026-01-01T04:00:00Z");
  private static final Instant NOW = Instant.parse("2026-01-02T04:00:00Z");

  private static final Pending PENDING = new Pending();
  private static final Active ACTIVE = new Active(USER, "balance", THEN);
  private static final Revoked REVOKED = new Revoked(Party.USER, THEN);
  private static final Expired EXPIRED = new Expired(THEN);

  record Row(MandateState from, MandateEvent event, MandateChange change) {}

  static Stream<Row> table() {
    var sign = new Sign(USER, "card-1", NOW);
    var signByOther = new Sign(OTHER, "card-2", NOW);
    var revoke = new Revoke(Party.MERCHANT, NOW);
    var expire = new Expire(NOW);
    return List.of(
        new Row(PENDING, sign, new Moved(new Active(USER, "card-1", NOW))),
        new Row(PENDING, revoke, new Moved(new Revoked(Party.MERCHANT, NOW))),
        new Row(PENDING, expire, new Moved(new Expired(NOW))),
        new Row(ACTIVE, sign, new Repeated()),
        new Row(ACTIVE, signByOther, new Refused(Reason.SIGNED_BY_ANOTHER)),
        new Row(ACTIVE, revoke, new Moved(new Revoked(Party.MERCHANT, NOW))),
        new Row(ACTIVE, expire, new Refused(Reason.SIGNED)),
        new Row(REVOKED, sign, new Refused(Reason.ENDED)),
        new Row(REVOKED, revoke, new Repeated()),
        new Row(REVOKED, expire, new Repeated()),
        new Row(EXPIRED, sign, new Refused(Reason.ENDED)),
        new Row(EXPIRED, revoke, new Repeated()),
        new Row(EXPIRED, expire, new Repeated()))
        .stream();
  }

  @ParameterizedTest
  @MethodSource("table")
  void each_event_does_to_each_state_what_the_table_says(Row row) {
    assertThat(row.from().on(row.event())).isEqualTo(row.change());
  }
}
