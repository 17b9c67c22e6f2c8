package org.maapay.ledger.statement;

import java.time.Instant;
import org.maapay.ledger.TransferId;

/** The place of a line in its statement: by time, then by number. */
public record LineKey(Instant at, TransferId id) {}
