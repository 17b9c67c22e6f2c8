package org.maapay.simulator.operator;

/** How an operator takes the document. */
public enum Profile {
  /** To the letter of its tables. */
  STRICT,
  /** As the kits in use speak it: bare tokens, raw ids in paths, missing members, odd types. */
  LENIENT
}
