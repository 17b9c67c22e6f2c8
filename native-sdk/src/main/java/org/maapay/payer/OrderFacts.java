package org.maapay.payer;

/**
 * What the payer is shown of an order, and what he confirms.
 *
 * @param payee the merchant's name
 * @param amount yuan with two decimals, such as {@code 12.50}
 * @param payer his masked number
 */
public record OrderFacts(
    String payOrderNo, String payee, String goods, String amount, String payer, String expiresAt) {
  Purpose purpose() {
    return new Purpose(payOrderNo, payee, amount);
  }
}
