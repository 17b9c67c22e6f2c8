package org.maapay.simulator.operator;

/** Hears, once, whether a chatbot got what it was to be told. */
public interface Told {
  /** The chatbot has it, or ({@code success} false) the operator gave up. */
  void told(boolean success);
}
