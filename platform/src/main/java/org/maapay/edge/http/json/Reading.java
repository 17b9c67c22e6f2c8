package org.maapay.edge.http.json;

import java.util.List;

/** What reading an object's fields gave: the value, or everything that is wrong. */
public sealed interface Reading<T> {
  record Good<T>(T value) implements Reading<T> {}

  record Bad<T>(List<FieldError> errors) implements Reading<T> {}
}
