package org.maapay.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Finds a run of ports on this machine that nobody uses. */
public final class FreePorts {
  /** A demo counts its ports from one. */
  public static final int DEMO = 16;

  /** Below what systems give to outgoing connections. */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 30_000;
  private static final int TRIES = 200;

  private FreePorts() {}

  /** The first of {@code count} free ports in a row. */
  public static int block(int count, RandomGenerator random) {
    for (int i = 0; i < TRIES; i++) {
      var base = random.nextInt(LOWEST, HIGHEST);
      if (isFree(base, count)) {
        return base;
      }
    }
    throw new IllegalStateException("no " + count + " free ports in a row were found");
  }

  private static boolean isFree(int base, int count) {
    return IntStream.range(base, base + count).allMatch(FreePorts::isFree);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
