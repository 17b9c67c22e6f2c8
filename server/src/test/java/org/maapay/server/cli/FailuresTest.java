package org.maapay.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What a person at the terminal reads. */
class FailuresTest {
  private final StringWriter told = new StringWriter();

  @Test
  void a_failure_is_told_in_words_without_its_stack() {
    var status = run("sign", "POST", "/v1/x", "@/nowhere/body.json");
    assertThat(status).isEqualTo(1);
    assertThat(told.toString())
        .startsWith("maapay: there is no file /nowhere/body.json")
        .doesNotContain("\tat ");
  }

  @Test
  void a_wrong_method_or_event_is_told_with_the_right_ones() {
    assertThat(run("sign", "DELETE", "/v1/x")).isEqualTo(2);
    assertThat(told.toString()).contains("no method 'DELETE'", "GET or POST");
    assertThat(run("trigger", "order.lost")).isEqualTo(2);
    assertThat(told.toString()).contains("no event 'order.lost'", "refund.succeeded");
  }

  @Test
  void where_nobody_answers_the_remedy_is_told() {
    assertThat(Failures.text(new IOException(new ConnectException())))
        .contains("start it with ./maapay demo");
  }

  @Test
  void each_cause_is_told_once() {
    var cause = new NoSuchFileException("/etc/key.pem");
    assertThat(Failures.text(new UncheckedIOException("the key file cannot be read", cause)))
        .isEqualTo("the key file cannot be read: there is no file /etc/key.pem");
    assertThat(Failures.text(new IllegalStateException(new IOException("full"))))
        .isEqualTo("IllegalStateException: full");
  }

  private int run(String... arguments) {
    var line = new CommandLine(new Commands()).setExecutionExceptionHandler(new Failures());
    line.setErr(new PrintWriter(told, true));
    return line.execute(arguments);
  }
}
