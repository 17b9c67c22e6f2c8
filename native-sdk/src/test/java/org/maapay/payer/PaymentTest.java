package org.maapay.payer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaymentTest {
  @Test
  void taps_from_any_thread_are_carried_out_in_order() throws Exception {
    var institution = new FakeInstitution();
    var host = new TestHost(institution);
    var result = new CompletableFuture<PayResult>();
    var payment = MaaPay.with(host).pay(FakeInstitution.TOKEN, result::complete);
    payment.askPassword();
    institution.password.forEach(payment::press);
    payment.enrol(false);
    payment.leave();
    assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo(PayResult.SUCCESS);
    payment.press(1);
    payment.close();
    assertThat(institution.wasAsked("POST /cashier/v1/sdk-sessions", "POST /cashier/v1/payments"))
        .isTrue();
  }

  @Test
  void a_traced_process_is_noticed(@TempDir Path folder) throws IOException {
    var status = folder.resolve("status");
    Files.writeString(status, "Name:\tjava\nTracerPid:\t4711\n");
    assertThat(new TracerCheck(status).isTraced()).isTrue();
    Files.writeString(status, "Name:\tjava\nTracerPid:\t0\n");
    assertThat(new TracerCheck(status).isTraced()).isFalse();
    assertThat(new TracerCheck(folder.resolve("missing")).isTraced()).isFalse();
  }

  @Test
  void der_becomes_two_halves_of_the_same_length() {
    var der = new byte[] {0x30, 7, 2, 2, 0, (byte) 0x80, 2, 1, 5};
    var plain = EcSignature.plain(der);
    assertThat(plain).hasSize(64);
    assertThat(plain[31]).isEqualTo((byte) 0x80);
    assertThat(plain[63]).isEqualTo((byte) 5);
  }

  @Test
  void the_wire_tells_silence_from_an_answer() throws Exception {
    try (var socket = new ServerSocket(0)) {
      var url = "http://127.0.0.1:" + socket.getLocalPort() + "/x";
      var server =
          CompletableFuture.runAsync(() -> {
            try (var peer = socket.accept()) {
              peer.getOutputStream()
                  .write(
                      "HTTP/1.1 410 Gone\r\nContent-Length: 12\r\n\r\n{\"code\":\"x\"}"
                          .getBytes(UTF_8));
              peer.getOutputStream().flush();
              peer.getInputStream().read(new byte[4096]);
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
      var answer = new UrlWire().send("POST", url, Map.of("A", "b"), "{}".getBytes(UTF_8));
      server.get(10, TimeUnit.SECONDS);
      assertThat(answer.status()).isEqualTo(410);
      assertThat(Heard.of(answer).code()).isEqualTo("x");
    }
  }
}
