package org.maapay.messaging.jsonut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.maapay.messaging.jsonut.Caller.BOT;
import static org.maapay.messaging.jsonut.Caller.MESSAGES;
import static org.maapay.messaging.jsonut.Caller.NOW;
import static org.maapay.messaging.jsonut.Caller.STATUS;
import static org.maapay.messaging.jsonut.Caller.TEXT;
import static org.maapay.messaging.jsonut.Caller.post;
import static org.maapay.messaging.jsonut.Caller.request;
import static org.maapay.messaging.jsonut.Caller.signed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maapay.messaging.uplink.UplinkAnswer.Accepted;
import org.maapay.messaging.uplink.UplinkAnswer.Reason;
import org.maapay.messaging.uplink.UplinkAnswer.Refused;
import org.maapay.messaging.uplink.UplinkEvent;
import org.maapay.messaging.uplink.UplinkEvent.UrlChecked;
import org.maapay.messaging.uplink.UplinkRequest;

/** Which callbacks are taken. */
class JsonUplinkTest {
  private final Caller caller = new Caller();

  @Test
  void the_signature_is_the_documents() {
    assertThat(CallbackSignature.sign("tok", "1700000000", "11111111-2222-3333-4444-555555555555"))
        .isEqualTo("6ae846fc90e171dfa46ab2a5150daf9f9e9c1fde4d2a23770019c58ab08a0e67");
  }

  @Test
  void a_url_check_is_answered_in_headers() {
    var headers = signed("tok", NOW);
    headers.put("echoStr", List.of("e-123"));
    headers.put("chatbotId", List.of(BOT));
    assertThat(
            caller.uplink.receive(UplinkRequest.of("GET", "/op/notifyPath", headers, new byte[0])))
        .asInstanceOf(type(Accepted.class))
        .satisfies(accepted -> {
          assertThat(accepted.headers()).isEqualTo(Map.of("echoStr", "e-123", "appId", "app1"));
          assertThat(accepted.events()).hasOnlyElementsOfType(UrlChecked.class);
        });
  }

  @Test
  void the_same_message_has_no_second_effect_under_another_nonce() {
    assertThat(caller.events(post(MESSAGES, TEXT))).hasSize(1);
    assertThat(caller.events(post(MESSAGES, TEXT))).isEmpty();
  }

  @Test
  void a_repeated_request_is_accepted_without_effect_and_its_nonce_serves_nothing_else() {
    var first = post(MESSAGES, TEXT);
    assertThat(caller.events(first)).hasSize(1);
    assertThat(caller.events(first)).isEmpty();
    var other = TEXT.replace("'m1'", "'m2'").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    assertThat(caller.uplink.receive(UplinkRequest.of("POST", MESSAGES, first.headers(), other)))
        .isEqualTo(new Refused(Reason.REPLAYED));
    assertThat(
            caller.uplink.receive(new UplinkRequest("POST", STATUS, first.headers(), first.body())))
        .isEqualTo(new Refused(Reason.REPLAYED));
  }

  @Test
  void an_event_whose_handling_failed_comes_again() {
    var handled = new ArrayList<UplinkEvent>();
    assertThatThrownBy(() ->
            caller.uplink.receive(
                post(MESSAGES, TEXT),
                _ -> {
                  throw new IllegalStateException("the database is away");
                }))
        .isInstanceOf(IllegalStateException.class);
    caller.uplink.receive(post(MESSAGES, TEXT), handled::add);
    caller.uplink.receive(post(MESSAGES, TEXT), handled::add);
    assertThat(handled).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"300,true", "-300,true", "301,false", "-301,false"})
  void a_timestamp_may_be_five_minutes_off(int seconds, boolean taken) {
    var request = request(MESSAGES, TEXT, signed("tok", NOW.plusSeconds(seconds)));
    assertThat(caller.uplink.receive(request) instanceof Accepted).isEqualTo(taken);
  }

  /** The first that applies is told; the table walks them in order. */
  @Test
  void refusals_come_in_order() {
    var signed = signed("tok", NOW);
    var large = new byte[256 * 1024 + 1];
    refused(UplinkRequest.of("PUT", "/nowhere", Map.of(), large), Reason.TOO_LARGE);
    refused(request("/nowhere", "", Map.of()), Reason.UNKNOWN_PATH);
    refused(UplinkRequest.of("GET", MESSAGES, Map.of(), new byte[0]), Reason.WRONG_METHOD);
    refused(request("/messageNotification/sip:1@x/messages", "", Map.of()), Reason.UNKNOWN_CHATBOT);
    refused(request(MESSAGES, TEXT, Map.of()), Reason.UNSIGNED);
    var twice = new HashMap<>(signed);
    twice.put("nonce", List.of("aaaaaaaa", "bbbbbbbb"));
    refused(request(MESSAGES, TEXT, twice), Reason.UNSIGNED);
    refused(request(MESSAGES, TEXT, signed("other", NOW.minusSeconds(999))), Reason.BAD_SIGNATURE);
    refused(request(MESSAGES, TEXT, signed("tok", NOW.minusSeconds(999))), Reason.STALE);
    refused(request(MESSAGES, "[1]", signed("tok", NOW)), Reason.UNREADABLE);
    refused(request(MESSAGES, "{'messageId':'m'}", signed("tok", NOW)), Reason.UNREADABLE);
    var astray = TEXT.replace("sip:106500", "sip:999999");
    refused(request(MESSAGES, astray, signed("tok", NOW)), Reason.MISADDRESSED);
  }

  @Test
  void deep_or_broken_json_is_refused() {
    var deep = "[".repeat(5000) + "]".repeat(5000);
    refused(post(MESSAGES, "{'a':" + deep + "}"), Reason.UNREADABLE);
    refused(
        UplinkRequest.of("POST", MESSAGES, signed("tok", NOW), new byte[] {'{', (byte) 0xff, '}'}),
        Reason.UNREADABLE);
  }

  private void refused(UplinkRequest request, Reason reason) {
    assertThat(caller.uplink.receive(request)).isEqualTo(new Refused(reason));
  }
}
