package org.maapay.messaging.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.maapay.messaging.CallResult;
import org.maapay.messaging.Chatbot.Capability;
import org.maapay.messaging.Clause;
import org.maapay.messaging.Delivery;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.DeliveryState.Why;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.Refusal.Cause;
import org.maapay.messaging.SendResult;
import org.maapay.messaging.lookup.NumberSource;
import org.maapay.messaging.lookup.RememberingLookup;
import org.maapay.messaging.routing.Dispatched.BySms;
import org.maapay.messaging.routing.Dispatched.Expired;
import org.maapay.messaging.routing.Dispatched.Full;
import org.maapay.messaging.routing.Dispatched.Invalid;
import org.maapay.messaging.routing.Dispatched.NoRoute;
import org.maapay.messaging.routing.Dispatched.Queued;
import org.maapay.messaging.routing.Dispatched.Refused;
import org.maapay.messaging.routing.Dispatched.Sent;
import org.maapay.messaging.routing.Waiting.Entry;
import org.maapay.messaging.uplink.UplinkEvent.DeliveryReported;
import org.maapay.messaging.uplink.UplinkEvent.Envelope;
import org.maapay.messaging.uplink.UplinkEvent.TextReceived;

/** The way to a user. */
@Clause("4-operator-a")
class DispatcherTest {
  private static final PhoneNumber ANNA = PhoneNumber.parse("13800138000");
  private static final PhoneNumber BERT = PhoneNumber.parse("13800138001");

  private final Ticking clock = new Ticking();
  private final FakeChatbot unicom = new FakeChatbot("unicom");
  private final FakeChatbot mobile = new FakeChatbot("mobile");
  private final FakeChatbot rbm = new FakeChatbot("rbm");
  private final Map<PhoneNumber, String> directory = new HashMap<>();
  private final List<String> sms = new ArrayList<>();
  private final Waiting waiting = new InMemoryWaiting(3);
  private final Chatbots chatbots =
      Chatbots.builder().add("pay", unicom).add("pay", mobile).add("pay", rbm).build();
  private final Routes routes =
      new Routes(
          chatbots,
          user -> Optional.ofNullable(directory.get(user)),
          new InMemorySightings(),
          clock);
  private final Dispatcher dispatcher =
      new Dispatcher(chatbots, routes, new Dispatcher.Parts(waiting, this::bySms, clock));

  private SmsChannel.Outcome smsOutcome = new SmsChannel.Outcome.Taken();

  private SmsChannel.Outcome bySms(SmsChannel.Sms text) {
    sms.add(text.id() + " " + text.text());
    return smsOutcome;
  }

  private static final class Ticking implements InstantSource {
    private Instant now = Instant.ofEpochSecond(1_700_000_000);

    @Override
    public Instant instant() {
      return now;
    }

    void tick(Duration by) {
      now = now.plus(by);
    }
  }

  @Test
  void a_number_goes_where_the_directory_says_whatever_its_prefix() {
    directory.put(ANNA, "mobile");
    assertThat(dispatcher.send(entry("m1", ANNA)))
        .isEqualTo(new Sent("mobile", "sip:1@mobile.example"));
    assertThat(unicom.sent).isEmpty();
    assertThat(dispatcher.send(entry("m2", BERT))).isEqualTo(new NoRoute());
  }

  @Test
  void an_uplink_proves_more_than_the_directory_until_it_is_old() {
    directory.put(ANNA, "mobile");
    routes.learn(said("sip:1@unicom.example", ANNA));
    assertThat(routes.operatorOf(ANNA)).contains("unicom");
    clock.tick(Duration.ofDays(31));
    assertThat(routes.operatorOf(ANNA)).contains("mobile");
    directory.clear();
    assertThat(routes.operatorOf(ANNA)).contains("unicom");
  }

  @Test
  void a_ported_number_is_followed() {
    routes.learn(said("sip:1@unicom.example", ANNA));
    directory.put(ANNA, "mobile");
    unicom.answers.add(
        new SendResult.Refused(new Refusal("46001", "no such user", "", Cause.NOT_REACHABLE)));
    assertThat(dispatcher.send(entry("m1", ANNA))).isInstanceOf(Sent.class);
    assertThat(mobile.sent).containsExactly("m1");
    assertThat(routes.operatorOf(ANNA)).contains("mobile");
  }

  @Test
  void an_operator_that_does_not_serve_a_number_makes_the_look_up_doubt_what_it_remembers() {
    var service = new HashMap<>(Map.of(ANNA, "unicom"));
    NumberSource source = user -> new NumberSource.Asked.Served(service.getOrDefault(user, ""));
    var remembering =
        new RememberingLookup(List.of(source), RememberingLookup.Memory.STANDARD, clock);
    var way = new Routes(chatbots, remembering, new InMemorySightings(), clock);
    assertThat(way.operatorOf(ANNA)).contains("unicom");
    service.put(ANNA, "mobile");
    assertThat(way.operatorOf(ANNA)).as("remembered").contains("unicom");
    assertThat(way.insteadOf(ANNA, "unicom")).contains("mobile");
    service.put(ANNA, "telecom");
    way.learn(report(new Failed(Why.NO_TERMINAL, "1")));
    assertThat(way.operatorOf(ANNA)).contains("telecom");
  }

  @Test
  void a_report_that_nobody_is_there_forgets_the_operator() {
    routes.learn(said("sip:1@unicom.example", ANNA));
    routes.learn(report(new Failed(Why.NO_TERMINAL, "1")));
    assertThat(routes.operatorOf(ANNA)).isEmpty();
  }

  @Test
  void an_operator_that_is_down_keeps_its_own_users_waiting_alone() {
    directory.put(ANNA, "unicom");
    directory.put(BERT, "mobile");
    unicom.down = true;
    assertThat(dispatcher.send(entry("m1", ANNA))).isEqualTo(new Queued("unicom"));
    assertThat(dispatcher.send(entry("m2", BERT))).isInstanceOf(Sent.class);
    for (int i = 0; i < 3; i++) {
      clock.tick(Duration.ofSeconds(3));
      dispatcher.retry("unicom", (_, _) -> {});
    }
    assertThat(dispatcher.down("unicom")).isTrue();
    assertThat(dispatcher.down("mobile")).isFalse();
    int calls = unicom.sent.size();
    assertThat(dispatcher.send(entry("m3", ANNA))).isEqualTo(new Queued("unicom"));
    assertThat(unicom.sent).hasSize(calls);
  }

  @Test
  void what_waited_goes_out_in_order_when_the_operator_is_back() {
    directory.put(ANNA, "unicom");
    unicom.down = true;
    dispatcher.send(entry("m1", ANNA));
    dispatcher.send(entry("m2", ANNA));
    unicom.down = false;
    unicom.sent.clear();
    var settled = new ArrayList<String>();
    for (int i = 0; i < 2; i++) {
      clock.tick(Duration.ofMinutes(2));
      dispatcher.retry(
          "unicom", (entry, outcome) -> settled.add(entry.message().messageId() + " " + outcome));
    }
    assertThat(unicom.sent).containsExactly("m1", "m2");
    assertThat(settled).hasSize(2).allMatch(line -> line.contains("Sent"));
    assertThat(waiting.size("unicom")).isZero();
    assertThat(dispatcher.send(entry("m3", ANNA))).isInstanceOf(Sent.class);
  }

  @Test
  void a_new_message_never_overtakes_one_that_waits() {
    directory.put(ANNA, "unicom");
    unicom.down = true;
    dispatcher.send(entry("m1", ANNA));
    unicom.down = false;
    assertThat(dispatcher.send(entry("m2", ANNA))).isEqualTo(new Queued("unicom"));
    assertThat(unicom.sent).containsExactly("m1");
  }

  @Test
  void the_queue_has_an_end_and_messages_too() {
    directory.put(ANNA, "unicom");
    unicom.down = true;
    for (int i = 1; i <= 3; i++) {
      assertThat(dispatcher.send(entry("m" + i, ANNA))).isEqualTo(new Queued("unicom"));
    }
    assertThat(dispatcher.send(entry("m4", ANNA))).isEqualTo(new Full("unicom"));
    clock.tick(Duration.ofHours(2));
    var outcomes = new ArrayList<Dispatched>();
    dispatcher.retry("unicom", (_, outcome) -> outcomes.add(outcome));
    assertThat(outcomes).containsExactly(new Expired("unicom"));
  }

  @Test
  void capability_is_asked_first_where_the_operator_can_say() {
    directory.put(ANNA, "rbm");
    rbm.capability = new CallResult.Answered<>(Capability.SMS_ONLY);
    var withSms = entry("m1", ANNA, Delivery.STANDARD.orBySms("您有一笔待支付订单"));
    assertThat(dispatcher.send(withSms)).isEqualTo(new BySms("rbm"));
    assertThat(sms).containsExactly("m1 您有一笔待支付订单");
    assertThat(rbm.sent).isEmpty();
    assertThat(dispatcher.send(entry("m2", ANNA)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.refusal().cause()).isEqualTo(Cause.NOT_REACHABLE));
  }

  @Test
  void an_sms_that_did_not_leave_waits_and_one_in_doubt_is_told_as_that() {
    directory.put(ANNA, "rbm");
    rbm.capability = new CallResult.Answered<>(Capability.SMS_ONLY);
    var delivery = Delivery.STANDARD.orBySms("您有一笔待支付订单");
    smsOutcome = new SmsChannel.Outcome.InDoubt();
    assertThat(dispatcher.send(entry("m1", ANNA, delivery)))
        .isEqualTo(new Dispatched.SmsInDoubt("rbm"));
    smsOutcome = new SmsChannel.Outcome.Refused(new Refusal("0x66", "", "", Cause.OTHER));
    assertThat(dispatcher.send(entry("m2", ANNA, delivery))).isInstanceOf(Refused.class);
    smsOutcome = new SmsChannel.Outcome.Absent();
    assertThat(dispatcher.send(entry("m3", ANNA, delivery)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.refusal().cause()).isEqualTo(Cause.NOT_REACHABLE));
    smsOutcome = new SmsChannel.Outcome.Later();
    assertThat(dispatcher.send(entry("m4", ANNA, delivery))).isEqualTo(new Queued("rbm"));
  }

  @Test
  void an_operator_that_sends_sms_itself_is_left_to_do_so() {
    directory.put(ANNA, "unicom");
    routes.learn(said("sip:1@unicom.example", ANNA));
    routes.learn(report(Station.SMS_FALLBACK));
    var message = entry("m1", ANNA, Delivery.STANDARD.orBySms("您有一笔待支付订单"));
    assertThat(dispatcher.send(message)).isInstanceOf(Sent.class);
    assertThat(sms).isEmpty();
  }

  @Test
  void an_sms_never_carries_a_link() {
    directory.put(ANNA, "rbm");
    rbm.capability = new CallResult.Answered<>(Capability.SMS_ONLY);
    var message = entry("m1", ANNA, Delivery.STANDARD.orBySms("请打开 https://pay.example/c/P1?t=x"));
    assertThat(dispatcher.send(message)).isInstanceOf(Invalid.class);
    assertThat(sms).isEmpty();
  }

  @Test
  void what_is_refused_for_good_is_not_kept() {
    directory.put(ANNA, "unicom");
    unicom.answers.add(
        new SendResult.Refused(new Refusal("60001", "content", "", Cause.FORBIDDEN_CONTENT)));
    assertThat(dispatcher.send(entry("m1", ANNA))).isInstanceOf(Refused.class);
    unicom.answers.add(new SendResult.Refused(new Refusal("30003", "rate", "", Cause.RATE)));
    assertThat(dispatcher.send(entry("m2", ANNA))).isEqualTo(new Queued("unicom"));
    assertThat(waiting.size("unicom")).isEqualTo(1);
  }

  private Entry entry(String id, PhoneNumber to) {
    return entry(id, to, Delivery.STANDARD);
  }

  private Entry entry(String id, PhoneNumber to, Delivery delivery) {
    var message = Downlink.text(id, to, new Dialogue("c", "k", null), "你好").carried(delivery);
    return new Entry("pay", message, clock.instant().plus(Duration.ofHours(1)));
  }

  private TextReceived said(String bot, PhoneNumber user) {
    var dialogue = new Dialogue("c", "k", null);
    return new TextReceived(new Envelope("u", bot, user, dialogue, clock.instant()), "x");
  }

  private DeliveryReported report(DeliveryState state) {
    return new DeliveryReported("sip:1@unicom.example", "m", ANNA, state, clock.instant());
  }
}
