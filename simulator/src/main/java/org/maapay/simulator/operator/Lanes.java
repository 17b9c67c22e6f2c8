package org.maapay.simulator.operator;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks of one lane one after the other, in order, and lanes beside each other. */
public final class Lanes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Queue<Task>> waiting = new HashMap<>();
  private volatile boolean closed;

  /** A piece of work; what it throws is logged. */
  public interface Task {
    void run() throws SQLException;
  }

  public synchronized void run(String lane, Task task) {
    if (closed) {
      return;
    }
    var queue = waiting.get(lane);
    if (queue == null) {
      var first = new ArrayDeque<Task>();
      first.add(task);
      waiting.put(lane, first);
      threads.execute(() -> drain(lane));
    } else {
      queue.add(task);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    threads.shutdown();
    try {
      // what runs may finish its statement
      if (!threads.awaitTermination(500, TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException _) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void drain(String lane) {
    for (var task = next(lane); task != null; task = next(lane)) {
      try {
        task.run();
      } catch (RuntimeException | SQLException failure) {
        // what breaks because everything ends is no failure
        if (!closed) {
          LOG.error("a task of lane {} failed", lane, failure);
        }
      }
    }
  }

  /** Takes the lane away when it is empty, under the same lock that adds to it. */
  private synchronized @Nullable Task next(String lane) {
    var queue = waiting.get(lane);
    var task = queue == null || closed ? null : queue.poll();
    if (task == null) {
      waiting.remove(lane);
    }
    return task;
  }
}
