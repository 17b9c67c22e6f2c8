package org.maapay.keypad;

import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;

/**
 * What an entry on a keypad is for, and for nothing else.
 *
 * @param session the cashier's page session
 * @param payee the merchant's name as the payer sees it
 */
public record Binding(String session, UserId user, PayOrderNo order, String payee, Money amount) {}
