package org.maapay.payer;

/**
 * A way to pay.
 *
 * @param about what is on it, or of what kind it is
 * @param enough whether it can pay this order
 */
public record Method(String id, String kind, String label, String about, boolean enough) {}
