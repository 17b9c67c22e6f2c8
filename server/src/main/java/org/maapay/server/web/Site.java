package org.maapay.server.web;

import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Request;

/** What one port serves: an interface, or a page with its interface. Never throws. */
@FunctionalInterface
public interface Site {
  Answer serve(Request request);
}
