package org.maapay.signature;

/** An HTTP message whose parts a signature can cover. */
public sealed interface Message permits Request, Response {
  FieldLines fields();
}
