package org.maapay.simulator.merchant;

import org.maapay.messaging.PhoneNumber;

/** A user in the conversation with our chatbot at one operator. */
record Customer(PhoneNumber mobile, String chatbotId) {}
