package org.maapay.chatbot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends at once what this node wrote down, and every moment what others did or the time brings. */
public final class ChatbotLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChatbotLoop.class);
  private static final long IDLE_MILLIS = 100;
  private static final long TROUBLE_MILLIS = 1000;

  private final ChatbotSender sender;
  private final Bell bell;
  private final Thread thread;
  private volatile boolean closed;

  public ChatbotLoop(ChatbotSender sender, Bell bell) {
    this.sender = sender;
    this.bell = bell;
    this.thread = Thread.ofPlatform().name("payment-chatbot").daemon().unstarted(this::loop);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.close();
  }

  private void loop() {
    while (!closed) {
      try {
        if (sender.run() == 0) {
          bell.await(IDLE_MILLIS);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!closed) {
          LOG.error("messages wait, and are tried again", e);
          pause();
        }
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(TROUBLE_MILLIS);
    } catch (InterruptedException e) {
      closed = true;
    }
  }
}
