package org.maapay.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("nobody else may take the port that was given back")
class FreePortTest {
  @Test
  void a_port_where_somebody_listens_is_refused_with_the_remedy() throws IOException {
    int port;
    try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = other.getLocalPort();
      assertThatThrownBy(() -> FreePort.require(port))
          .hasMessageContaining("port " + port)
          .hasMessageContaining("--port");
    }
    assertThatCode(() -> FreePort.require(port)).doesNotThrowAnyException();
  }
}
