package org.maapay.posting;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for the writers of a lane, a queue for each. While little comes, the first writer does
 * it alone, since two small commits cost twice what one of both costs. When much comes it is dealt
 * to all, and who has nothing to do helps where a queue is long, so that one place to which
 * everybody's work goes keeps all writers busy.
 */
final class Queues {
  private static final int MOST = 4096;

  /** From here on a queue is worth a second commit. */
  private static final int LONG = 64;

  /** Below this a queue is not worth a commit of its own. */
  private static final int SHORT = 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Queue> queues = new ArrayList<>();
  private final boolean always;
  private boolean busy;
  private boolean closed;

  /**
   * @param always whether all writers work however little comes, since commits do not grow
   */
  Queues(int writers, boolean always) {
    this.always = always;
    busy = always;
    for (int i = 0; i < writers; i++) {
      queues.add(new Queue(lock.newCondition()));
    }
  }

  private static final class Queue {
    final Deque<Work> waiting = new ArrayDeque<>();
    final Condition come;
    boolean idle;

    Queue(Condition come) {
      this.come = come;
    }

    boolean isLong() {
      return waiting.size() >= LONG;
    }
  }

  /**
   * Lets {@code work} wait, for {@code writer} where all have work.
   *
   * @throws RejectedExecutionException if too much waits already, or this is closed
   */
  void add(int writer, Work work) {
    lock.lock();
    try {
      var queue = queues.get(busy ? writer : 0);
      if (closed || queue.waiting.size() >= MOST) {
        throw new RejectedExecutionException("the posting lane is full or closed");
      }
      queue.waiting.add(work);
      wake(queue);
    } finally {
      lock.unlock();
    }
  }

  private void wake(Queue queue) {
    if (queue.idle) {
      queue.come.signal();
    } else if (queue.isLong()) {
      queues.stream().filter(other -> other.idle).findFirst().ifPresent(it -> it.come.signal());
    }
  }

  /** Nothing more may come; what waits is still taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      queues.forEach(queue -> queue.come.signal());
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** What waits for {@code writer}, {@code most} at most, without waiting for any to come. */
  List<Work> poll(int writer, int most) {
    lock.lock();
    try {
      return own(queues.get(writer), most);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The same, or work of another writer's; waits until there is something, and answers nothing only
   * when this is closed.
   */
  List<Work> take(int writer, int most) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      var queue = queues.get(writer);
      while (queue.waiting.isEmpty() && !closed) {
        var taken = help(most);
        if (!taken.isEmpty()) {
          return taken;
        }
        queue.idle = true;
        queue.come.await();
        queue.idle = false;
      }
      return own(queue, most);
    } finally {
      lock.unlock();
    }
  }

  private List<Work> own(Queue queue, int most) {
    var waiting = queue.waiting;
    var taken = new ArrayList<Work>(Math.min(most, waiting.size()));
    while (taken.size() < most && !waiting.isEmpty()) {
      taken.add(waiting.removeFirst());
    }
    if (!taken.isEmpty()) {
      busy = always || taken.size() >= (busy ? SHORT : LONG);
    }
    return taken;
  }

  private List<Work> help(int most) {
    return queues.stream()
        .filter(Queue::isLong)
        .map(queue -> half(queue.waiting, most))
        .findFirst()
        .orElse(List.of());
  }

  /** Entries from the end: what came first is next anyway. */
  private static List<Work> half(Deque<Work> waiting, int most) {
    int share = Math.min(most, waiting.size() / 2);
    var taken = new ArrayDeque<Work>(share);
    while (taken.size() < share && waiting.peekLast() instanceof Work.Rows) {
      taken.addFirst(waiting.removeLast());
    }
    return List.copyOf(taken);
  }

  /** How much waits in all. */
  int waiting() {
    lock.lock();
    try {
      return queues.stream().mapToInt(queue -> queue.waiting.size()).sum();
    } finally {
      lock.unlock();
    }
  }
}
