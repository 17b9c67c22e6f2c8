/**
 * A merchant with a chatbot, as any merchant could write it: built on the merchant SDK and the
 * messaging library, with its own port, database schema and operator accounts.
 *
 * <p>Read it in this order: {@code Conversation} (what the bot does when a user taps), {@code
 * Checkout} (orders and payments), {@code RefundDesk} (refunds), {@code Cards} (what users see).
 * {@code DemoMerchant} wires them to HTTP.
 */
@NullMarked
package org.maapay.simulator.merchant;

import org.jspecify.annotations.NullMarked;
