package org.maapay.payer;

/** Something that makes a device suspicious. Told to the institution; stops nothing by itself. */
public enum RiskSign {
  /** A debugger or tracer is attached. */
  DEBUGGER,
  /** The system's protection was removed. */
  ROOTED,
  /** The application is not as it was signed. */
  TAMPERED,
  /** No real device. */
  EMULATOR
}
