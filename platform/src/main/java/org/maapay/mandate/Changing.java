package org.maapay.mandate;

/** How changing a mandate ended. */
public sealed interface Changing {
  /** As it stands now, by this change or an earlier equal one. */
  record Done(Mandate mandate) implements Changing {}

  record Refused(MandateChange.Reason reason) implements Changing {}

  /** No such mandate. */
  record Missing() implements Changing {}
}
