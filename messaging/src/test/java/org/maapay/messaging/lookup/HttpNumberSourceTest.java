package org.maapay.messaging.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.messaging.AnsweringServer;
import org.maapay.messaging.Clause;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.lookup.HttpNumberSource.Form;
import org.maapay.messaging.lookup.HttpNumberSource.Service;
import org.maapay.messaging.lookup.NumberSource.Asked.Nobody;
import org.maapay.messaging.lookup.NumberSource.Asked.Served;
import org.maapay.messaging.lookup.NumberSource.Asked.Silent;
import org.maapay.messaging.wire.Calls;
import tools.jackson.core.JsonPointer;

/** A look-up service on the wire. */
@Clause("4-operator-a")
class HttpNumberSourceTest {
  private static final PhoneNumber ANNA = PhoneNumber.parse("13800138000");

  private AnsweringServer server;

  @BeforeEach
  void open() throws IOException {
    server = new AnsweringServer();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void the_number_goes_in_the_body_and_never_in_the_address() {
    server.say(200, "application/json", "{\"data\":{\"carrier\":\"CUCC\"}}");
    assertThat(source(server.url(), Form.E164).ask(ANNA)).isEqualTo(new Served("unicom"));
    assertThat(server.last().line()).isEqualTo("POST /v1/serving").doesNotContain("138001");
    assertThat(server.last().body()).isEqualTo("{\"msisdn\":\"+8613800138000\"}");
    assertThat(server.last().header("authorization")).isEqualTo("Bearer secret-token");
  }

  @Test
  void a_service_that_wants_bare_digits_gets_them() {
    server.say(200, "application/json", "{\"data\":{\"carrier\":\"CMCC\"}}");
    assertThat(source(server.url(), Form.DIGITS).ask(ANNA)).isEqualTo(new Served("mobile"));
    assertThat(server.last().body()).isEqualTo("{\"msisdn\":\"13800138000\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404|",
        "200|{\"data\":{\"carrier\":\"an operator that is not ours\"}}",
        "200|{\"data\":{\"carrier\":null}}",
      })
  void a_number_that_the_service_does_not_know_is_nobody_s(int status, String body) {
    server.say(status, "application/json", body == null ? "" : body);
    assertThat(source(server.url(), Form.E164).ask(ANNA)).isEqualTo(new Nobody());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500|{\"data\":{\"carrier\":\"CUCC\"}}",
        "401|",
        "429|",
        "302|",
        "200|<html>",
        "200|{}",
        "200|[1]",
      })
  void what_is_no_answer_proves_nothing(int status, String body) {
    server.say(status, "application/json", body == null ? "" : body);
    assertThat(source(server.url(), Form.E164).ask(ANNA)).isInstanceOf(Silent.class);
  }

  @Test
  void an_answer_larger_than_any_service_gives_is_not_read() {
    server.say(200, "application/json", "{\"data\":{\"carrier\":\"" + "x".repeat(20_000) + "\"}}");
    assertThat(source(server.url(), Form.E164).ask(ANNA)).isInstanceOf(Silent.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"data\":"})
  @Timeout(10)
  void a_service_that_hangs_before_or_in_its_answer_is_left_in_time(String begun)
      throws IOException {
    try (var silent = new Hanging(begun)) {
      var before = System.nanoTime();
      assertThat(source(silent.url(), Form.E164).ask(ANNA)).isInstanceOf(Silent.class);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void nobody_at_the_address_is_silence() {
    var url = server.url();
    server.close();
    assertThat(source(url, Form.E164).ask(ANNA)).isInstanceOf(Silent.class);
  }

  @Test
  void no_text_of_it_holds_the_token() {
    assertThat(service(server.url(), Form.E164).toString()).doesNotContain("secret");
  }

  private static HttpNumberSource source(URI root, Form form) {
    return new HttpNumberSource(Calls.client(), service(root, form));
  }

  private static Service service(URI root, Form form) {
    return new Service(
        root.resolve("/v1/serving"),
        "secret-token",
        "msisdn",
        form,
        JsonPointer.compile("/data/carrier"),
        Map.of("CUCC", "unicom", "CTCC", "telecom", "CMCC", "mobile"),
        Duration.ofMillis(500));
  }

  /** Takes calls, begins an answer and never ends it. */
  private static final class Hanging implements AutoCloseable {
    private final ServerSocket listener;
    private final Thread thread;

    Hanging(String begun) throws IOException {
      listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      thread = Thread.ofVirtual().start(() -> answer(begun));
    }

    private void answer(String begun) {
      try (Socket caller = listener.accept()) {
        caller.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
        while (caller.getInputStream().read() >= 0) {
          // until the caller goes
        }
      } catch (IOException _) {
        // the caller or the test has ended it
      }
    }

    URI url() {
      return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      listener.close();
      thread.interrupt();
    }
  }
}
