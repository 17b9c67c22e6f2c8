package org.maapay.simulator.terminal;

import org.maapay.messaging.PhoneNumber;

/** A phone and the operator whose card is in it. */
public record Handset(PhoneNumber number, String operator) {}
