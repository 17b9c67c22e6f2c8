package org.maapay.edge.http;

/** An interface on one port: takes requests as received, answers as they are to be sent. */
public interface Interface {
  Answer serve(Request request);
}
