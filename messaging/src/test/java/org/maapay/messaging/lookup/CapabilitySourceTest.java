package org.maapay.messaging.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maapay.messaging.AnsweringServer;
import org.maapay.messaging.Chatbot;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.Clause;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.lookup.NumberSource.Asked.Nobody;
import org.maapay.messaging.lookup.NumberSource.Asked.Served;
import org.maapay.messaging.lookup.NumberSource.Asked.Silent;
import org.maapay.messaging.operators.Operators;

/** Operators that say what a handset takes, asked whether a number is theirs. */
@Clause("4-operator-a")
class CapabilitySourceTest {
  private static final PhoneNumber ANNA = PhoneNumber.parse("13800138000");

  private final Operators operators =
      new Operators(Operators.Stores.inMemory(InstantSource.system()), InstantSource.system());
  private AnsweringServer gsma;

  @BeforeEach
  void open() throws IOException {
    gsma = new AnsweringServer();
  }

  @AfterEach
  void close() {
    gsma.close();
  }

  @Test
  void a_handset_that_takes_5g_messages_is_served_by_who_says_so() {
    gsma.say(200, "application/json", "{\"capabilities\":[\"chat\"]}");
    assertThat(source().ask(ANNA)).isEqualTo(new Served("gsma"));
    assertThat(gsma.last().line()).contains("/contactCapabilities?userContact=%2B8613800138000");
  }

  @Test
  void a_no_of_one_operator_says_nothing_of_the_others() {
    gsma.say(404, "application/json", "");
    assertThat(source().ask(ANNA)).isEqualTo(new Nobody());
    gsma.say(200, "application/json", "{\"capabilities\":[]}");
    assertThat(source().ask(ANNA)).isEqualTo(new Nobody());
  }

  @Test
  void an_operator_that_refuses_or_does_not_answer_proves_nothing() {
    gsma.say(401, "application/json", "");
    gsma.say(401, "application/json", "");
    assertThat(source().ask(ANNA)).isInstanceOf(Silent.class);
    gsma.close();
    assertThat(source().ask(ANNA)).isInstanceOf(Silent.class);
  }

  @Test
  void an_operator_that_cannot_say_is_not_asked() {
    assertThat(new CapabilitySource(List.of(account("unicom"))).ask(ANNA)).isEqualTo(new Nobody());
    assertThat(gsma.calls()).isZero();
  }

  private CapabilitySource source() {
    return new CapabilitySource(List.of(account("unicom"), account("gsma")));
  }

  private Chatbot account(String operator) {
    URI root = gsma.url();
    return operators.connect(
        new ChatbotAccount(
            "sip:1@" + operator + ".example",
            operator,
            root,
            new ChatbotAccount.Credentials("a", "k", "t")));
  }
}
