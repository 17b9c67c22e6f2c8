package org.maapay.mandate;

/** Whether an order may be debited under a mandate, in order of precedence. */
public sealed interface Reservation {
  /** The payer has no active mandate with the merchant. */
  record NoMandate() implements Reservation {}

  /** The amount is above what one payment may take. */
  record OverPayment(Limits limits) implements Reservation {}

  /** The amount is above what the day has left. */
  record OverDay(Limits limits) implements Reservation {}

  /**
   * The day's use is counted; taken or given back once it is known how the debit ended.
   *
   * @param method what the payer chose to pay with
   */
  record Reserved(Limits limits, String method) implements Reservation {}
}
