package org.maapay.simulator.operator;

import java.net.URI;
import java.util.Map;

/** A request to a chatbot. */
public record Outbound(String method, URI url, Map<String, String> headers, String body) {}
