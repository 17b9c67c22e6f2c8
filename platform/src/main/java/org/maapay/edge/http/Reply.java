package org.maapay.edge.http;

/**
 * What a handler returns: an answer ready to send, or a problem to be written in the caller's
 * language.
 */
public sealed interface Reply permits Answer, Problem {}
