/**
 * SMS over SMPP 3.4, for users whom no operator's chatbot reaches: text in parts, one link to a
 * centre, receipts as states of delivery.
 */
@NullMarked
package org.maapay.messaging.sms;

import org.jspecify.annotations.NullMarked;
