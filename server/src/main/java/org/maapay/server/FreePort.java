package org.maapay.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Refuses to start beside a program that listens already, before anything is touched. */
public final class FreePort {
  private FreePort() {}

  /**
   * Does nothing if nobody listens at {@code port} of this machine.
   *
   * @throws IllegalStateException with the remedy, if somebody does
   */
  public static void require(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true); // Connections that just ended are in nobody's way.
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    } catch (IOException _) {
      throw new IllegalStateException(
          "port %d is taken by another program, perhaps another demo: stop it, or give other ports (--port N)"
              .formatted(port));
    }
  }
}
