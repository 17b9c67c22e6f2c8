package org.maapay.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to the database on this machine that is slow, stands still, or is cut. */
final class SlowWire implements AutoCloseable {
  private static final int PIECE = 8192;

  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile long delayMillis;
  private volatile boolean closed;
  private int port;

  SlowWire() {
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leads to {@code real}; the answer is where it begins. */
  int to(int real) {
    port = real;
    Thread.ofPlatform().daemon().name("slow-wire").start(this::accept);
    return door.getLocalPort();
  }

  /** Every piece that comes is passed on after so long. */
  void delay(long millis) {
    delayMillis = millis;
  }

  /** Everybody who is connected no longer is. */
  void cut() {
    open.forEach(SlowWire::close);
    open.clear();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    door.close();
    cut();
  }

  private void accept() {
    while (!closed) {
      try {
        var near = door.accept();
        var far = new Socket(InetAddress.getLoopbackAddress(), port);
        far.setTcpNoDelay(true);
        near.setTcpNoDelay(true);
        open.add(near);
        open.add(far);
        Thread.ofVirtual().start(() -> pass(near, far));
        Thread.ofVirtual().start(() -> pass(far, near));
      } catch (IOException e) {
        // Closed, or the other side is not there: whoever asked sees that.
      }
    }
  }

  private void pass(Socket from, Socket to) {
    var piece = new byte[PIECE];
    try (from;
        to) {
      for (int got = read(from, piece); got > 0; got = read(from, piece)) {
        Thread.sleep(delayMillis);
        to.getOutputStream().write(piece, 0, got);
      }
    } catch (IOException e) {
      // Cut.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static int read(Socket from, byte[] piece) throws IOException {
    return from.getInputStream().read(piece);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone, as was wanted.
    }
  }
}
