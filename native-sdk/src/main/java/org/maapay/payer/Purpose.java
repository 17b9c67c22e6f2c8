package org.maapay.payer;

/**
 * What the payer sees while typing, and what each press is therefore bound to.
 *
 * @param payee the merchant's name as displayed
 * @param amount yuan with two decimals as displayed, such as {@code 12.50}
 */
public record Purpose(String payOrderNo, String payee, String amount) {}
