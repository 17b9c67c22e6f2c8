package org.maapay.edge.http;

/** Answers one kind of call; every check of the interface has passed. */
@FunctionalInterface
public interface Handler {
  Reply handle(Call call);
}
