package org.maapay.payer;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends a call to the institution. */
@FunctionalInterface
public interface Wire {
  /**
   * Sends a call and waits for the answer.
   *
   * @param json the body; null for GET
   * @throws IOException if there was no answer: whether the call arrived is not known
   */
  Answer send(String method, String url, Map<String, String> headers, byte @Nullable [] json)
      throws IOException;

  /** An answer of whatever status. */
  record Answer(int status, String body) {
    @Override
    public String toString() {
      return "Answer[" + status + "]";
    }
  }
}
