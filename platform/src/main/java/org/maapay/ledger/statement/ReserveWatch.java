package org.maapay.ledger.statement;

import java.time.InstantSource;
import java.util.Optional;
import org.maapay.database.Database;
import org.maapay.kernel.BusinessDay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the reserve once a business day. Where it differs from what is owned it says so in the
 * log, and looks again each time it is run, until the two are the same.
 */
public final class ReserveWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ReserveWatch.class);

  private final Database database;
  private final InstantSource clock;
  private final ReserveChecks checks = new ReserveChecks();

  public ReserveWatch(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Looks if that is due; returns what was found, if it looked. */
  public Optional<ReserveCheck> run() {
    var now = clock.instant();
    var today = BusinessDay.of(now);
    var last = database.read(checks::last);
    boolean isDone =
        last.isPresent() && last.get().holds() && BusinessDay.of(last.get().at()).equals(today);
    if (isDone) {
      return Optional.empty();
    }
    var found = database.write(tx -> checks.look(tx, now));
    tell(found);
    return Optional.of(found);
  }

  private static void tell(ReserveCheck found) {
    if (found.holds()) {
      LOG.info("the reserve is what is owned: {} yuan", found.reserve());
    } else {
      LOG.error(
          "ALARM: {} yuan are owned and {} lie at the bank, a difference of {}: {}",
          found.owned(),
          found.reserve(),
          found.difference(),
          found.balances());
    }
  }
}
