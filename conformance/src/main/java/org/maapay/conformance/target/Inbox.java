package org.maapay.conformance.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.maapay.conformance.target.Callbacks.Reply;

/** The notices of one order, in order of arrival. */
public final class Inbox {
  private final String url;
  private final List<Reply> replies;
  private final BlockingQueue<Notice> arrived = new LinkedBlockingQueue<>();

  Inbox(String url, List<Reply> replies) {
    this.url = url;
    this.replies = new ArrayList<>(replies);
  }

  /** The address to give as {@code bankReturnUrl}. */
  public String url() {
    return url;
  }

  Reply take(Notice notice) {
    synchronized (replies) {
      arrived.add(notice);
      return replies.isEmpty() ? Reply.SUCCESS : replies.removeFirst();
    }
  }

  /** The next notice; AssertionError when none comes in time. */
  public Notice next(Duration within) {
    var notice = poll(within);
    if (notice == null) {
      throw new AssertionError("no notice within " + within.toSeconds() + " s");
    }
    return notice;
  }

  /** Demands that nothing more arrives. */
  public void staysEmpty(Duration during) {
    var notice = poll(during);
    if (notice != null) {
      throw new AssertionError("an unexpected notice: " + notice.json());
    }
  }

  private @org.jspecify.annotations.Nullable Notice poll(Duration within) {
    try {
      return arrived.poll(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
