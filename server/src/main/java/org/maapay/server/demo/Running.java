package org.maapay.server.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs so far, ended in the reverse order of its start, also when the end comes in the middle
 * of the start.
 */
final class Running implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Running.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private boolean ended;

  /**
   * Keeps a part that was just started; once the end has come, the part is ended at once.
   *
   * @throws IllegalStateException if the end has come
   */
  <T extends AutoCloseable> T keep(T part) {
    synchronized (parts) {
      if (!ended) {
        parts.push(part);
        return part;
      }
    }
    end(part);
    throw new IllegalStateException("the demo was stopped while it started");
  }

  @Override
  public void close() {
    synchronized (parts) {
      ended = true;
      while (!parts.isEmpty()) {
        end(parts.pop());
      }
    }
  }

  private static void end(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception failure) {
      LOG.warn("a part of the demo did not end well", failure);
    }
  }
}
