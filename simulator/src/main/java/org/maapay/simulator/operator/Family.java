package org.maapay.simulator.operator;

import java.sql.SQLException;
import java.time.InstantSource;

/** A wire family: how an operator's interface looks, in both directions. */
public interface Family {
  /** Words what the operator tells chatbots. */
  Notices notices(Callbacks callbacks, InstantSource clock);

  /** What chatbots call; {@code root} is its own address. */
  Northbound northbound(Inside inside, String root) throws SQLException;
}
