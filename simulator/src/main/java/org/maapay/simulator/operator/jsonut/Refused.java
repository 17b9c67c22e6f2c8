package org.maapay.simulator.operator.jsonut;

/**
 * An error code on its way to the caller.
 *
 * @param detail what was wrong, in a sentence; the operators say less
 */
record Refused(int code, String detail) {}
