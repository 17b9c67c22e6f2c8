package org.maapay.risk;

import java.time.Duration;

/** At most so many requests of one merchant to one number within a stretch of time. */
record RequestRule(String id, Duration within, int most) {}
